package io.shoken.review.file;

import io.shoken.domain.Finding;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares a file that came back with what its export handed out: each row must be an item of it,
 * once, with both hashes and an unchanged source.
 */
public final class Comparison {
  private static final Set<String> STATUSES = Set.of("approved", "edited", "unsure", "skipped");
  private static final Set<String> DECISIONS = Set.of("", "kept", "changed", "dismissed", "added");
  private static final Set<String> SEVERITIES = Set.of("", "minor", "major", "critical");

  private final Refusals refusals;
  private final Returned file;
  private final Map<String, Item> items = new HashMap<>();

  private Comparison(Returned file, Assignment assignment) {
    this.file = file;
    this.refusals = new Refusals(file.name());
    assignment.items().forEach(item -> items.put(item.key(), item));
  }

  /**
   * The answers of a file, without rows that say nothing.
   *
   * @throws io.shoken.core.UserException (5) naming each row that does not fit
   */
  public static List<Revision> of(Returned file, ExportRecord export, Assignment assignment) {
    Comparison comparison = new Comparison(file, assignment);
    if (file.stage() != null && !file.stage().equals(export.shownStage())) {
      throw Refusals.refusal(file.name(), "it is of another stage than its export");
    }
    if (file.reviewer() == null || !file.reviewer().equals(assignment.reviewer())) {
      throw Refusals.refusal(file.name(), "it is of another reviewer than its export");
    }
    return comparison.revisions();
  }

  /** Whether every row is an item of the part; what tells a CSV file's export. */
  public static boolean fits(Returned file, Assignment assignment) {
    Comparison comparison = new Comparison(file, assignment);
    return file.rows().stream().allMatch(comparison::isItem);
  }

  private boolean isItem(Answered row) {
    Item item = items.get(row.key());
    return item != null
        && item.sourceHash().equals(row.sourceHash())
        && item.baseHash().equals(row.baseHash());
  }

  private List<Revision> revisions() {
    List<Revision> revisions = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Answered row : file.rows()) {
      Item item = items.get(row.key());
      if (item == null) {
        refusals.add(row.row(), "its key is not in the export");
      } else if (!seen.add(row.key())) {
        refusals.add(row.row(), "its key stands there twice");
      } else if (!item.sourceHash().equals(row.sourceHash())) {
        refusals.add(row.row(), "its source_hash is not the export's");
      } else if (!item.baseHash().equals(row.baseHash())) {
        refusals.add(row.row(), "its base_hash is not the export's");
      } else if (row.source() != null
          && !canonical(row.source()).equals(canonical(item.source()))) {
        refusals.add(row.row(), "the English was changed; only text_ja may be");
      } else if (row.machine() != null
          && !canonical(row.machine()).equals(canonical(item.machine()))) {
        refusals.add(row.row(), "text_mt was changed; only text_ja may be");
      } else {
        revision(item, row, revisions);
      }
    }
    refusals.throwIfAny();
    return revisions;
  }

  private void revision(Item item, Answered row, List<Revision> revisions) {
    boolean untouched = canonical(row.text()).equals(canonical(item.shown()));
    String status = row.status().isEmpty() && !untouched ? "edited" : row.status();
    if (status.isEmpty() && row.choice() == null) {
      if (!row.ratings().isEmpty() || !row.comment().isBlank()) {
        refusals.add(row.row(), "it has a rating or a comment, and no status");
      }
      return; // a row that nobody has looked at
    }
    int before = revisions.size();
    if (!status.isEmpty() && !STATUSES.contains(status)) {
      refusals.add(row.row(), "its status is none of approved, edited, unsure, skipped");
    } else if (row.text().isBlank() && item.pair() == null) {
      refusals.add(row.row(), "text_ja is empty");
    } else if (hasLostCharacters(item, row)) {
      refusals.add(row.row(), "question marks took the place of characters; save as UTF-8 CSV");
    } else if (!hasGoodRatings(row)) {
      refusals.add(row.row(), "a rating is not one of the fields, or not 1 to 5");
    } else if (!Finding.labels().containsAll(row.findings())) {
      refusals.add(row.row(), "a finding is none of the 18");
    } else if (!row.spans().stream().allMatch(s -> isGood(s, row, item))) {
      refusals.add(row.row(), "a span is outside of the text or has an unknown decision");
    } else if (item.pair() != null && !Set.of("a", "b", "same").contains(orEmpty(row.choice()))) {
      refusals.add(row.row(), "its choice is none of a, b, same");
    } else {
      revisions.add(
          new Revision(
              item,
              row,
              textOf(item, row, untouched),
              settled(status, untouched),
              choice(item, row),
              untouched));
    }
    if (revisions.size() == before && refusals.isEmpty()) {
      throw new IllegalStateException("a row was neither taken nor refused");
    }
  }

  /** An edit that was undone is no edit, and nobody approved it. */
  private static String settled(String status, boolean untouched) {
    return status.equals("edited") && untouched
        ? "skipped"
        : status.isEmpty() ? "approved" : status;
  }

  private static String textOf(Item item, Answered row, boolean untouched) {
    return untouched ? item.shown() : Normalizer.normalize(row.text(), Normalizer.Form.NFC);
  }

  private static String choice(Item item, Answered row) {
    if (item.pair() == null) {
      return null;
    }
    return row.choice().equals("same")
        ? "same"
        : row.choice().equals("a") == item.pair().machineIsA() ? "machine" : "revised";
  }

  private boolean hasLostCharacters(Item item, Answered row) {
    return file.mayHaveLostCharacters() && marks(row.text()) > marks(item.shown());
  }

  private static long marks(String text) {
    return text.chars().filter(c -> c == '?').count();
  }

  private static boolean hasGoodRatings(Answered row) {
    return row.ratings().entrySet().stream()
        .allMatch(
            r ->
                Ratings.FIELDS.contains(r.getKey())
                    && r.getValue() >= Ratings.LEAST
                    && r.getValue() <= Ratings.MOST);
  }

  private static boolean isGood(Answered.Span span, Answered row, Item item) {
    int length = Math.max(row.text().length(), item.shown().length());
    return span.start() >= 0
        && span.start() <= span.end()
        && span.end() <= length
        && DECISIONS.contains(span.decision())
        && SEVERITIES.contains(span.severity())
        && span.kind().length() <= 100
        && span.check().length() <= 100;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /** NFC without outer white space, line ends as LF: what a spreadsheet may change and may not. */
  static String canonical(String text) {
    return Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
        .strip();
  }
}
