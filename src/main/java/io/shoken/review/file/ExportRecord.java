package io.shoken.review.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.core.Hashes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an export handed out, as the warehouse keeps it: an import compares with it what comes back.
 *
 * @param id the same for the same texts, reviewers and options
 * @param kind {@code review}, {@code adjudication} or {@code pair}
 * @param stage that the answers belong to: {@code revised} or {@code checked}
 */
public record ExportRecord(
    String id, String kind, String stage, String createdAt, List<Assignment> assignments) {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final int ID_LENGTH = 16;

  /** A record whose ids are made of what it holds. */
  public static ExportRecord of(
      String kind, String stage, String createdAt, List<Assignment> withoutIds) {
    List<String> parts = new ArrayList<>(List.of(kind, stage));
    withoutIds.stream()
        .sorted(Comparator.comparing(Assignment::reviewer))
        .forEach(
            a -> {
              parts.add(a.reviewer());
              a.items().forEach(i -> parts.addAll(List.of(i.key(), i.sourceHash(), i.baseHash())));
            });
    String all = Hashes.ofParts(parts.toArray(String[]::new)).substring(0, ID_LENGTH);
    return new ExportRecord(
        all,
        kind,
        stage,
        createdAt,
        withoutIds.stream()
            .map(
                a ->
                    new Assignment(
                        Hashes.ofParts(all, a.reviewer()).substring(0, ID_LENGTH),
                        a.reviewer(),
                        a.items()))
            .toList());
  }

  /** What a reviewer's page says its stage is. */
  public String shownStage() {
    return kind.equals("adjudication") ? "adjudicated" : stage;
  }

  /** The part with that id, if this export has it. */
  public Optional<Assignment> part(String exportId) {
    return assignments.stream().filter(a -> a.exportId().equals(exportId)).findFirst();
  }

  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an export cannot be written as JSON", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IOException if it is damaged
   */
  public static ExportRecord ofJson(byte[] json) throws IOException {
    return JSON.readValue(json, ExportRecord.class);
  }
}
