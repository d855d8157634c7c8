package io.shoken.translate.batch;

import static org.apache.spark.sql.functions.col;

import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings.Caps;
import io.shoken.llm.Price;
import io.shoken.llm.call.BatchClient;
import io.shoken.translate.batch.BatchParts.Closed;
import io.shoken.translate.batch.BatchParts.ExportedPart;
import io.shoken.translate.batch.BatchParts.Submitted;
import io.shoken.translate.batch.BatchParts.Uploaded;
import io.shoken.translate.pending.OutputRatio;
import io.shoken.translate.request.Recipe;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * Uploads and orders the parts that were exported under the current settings. Each step is noted
 * when it is done: a part whose upload was noted and whose order was not is looked for at the
 * service first, so that nothing is ordered twice.
 */
public final class BatchSubmit {

  private final Recipe recipe;
  private final Caps caps;
  private final Optional<Price> price;
  private final Optional<Long> queueTokens;
  private final Clock clock;
  private final Consumer<String> out;

  /**
   * @param caps that all batches together have to keep to
   * @param price at the batch's rate
   * @param queueTokens that the service's queue of batches holds
   */
  public BatchSubmit(
      Recipe recipe,
      Caps caps,
      Optional<Price> price,
      Optional<Long> queueTokens,
      Clock clock,
      Consumer<String> out) {
    this.queueTokens = queueTokens;
    this.recipe = recipe;
    this.caps = caps;
    this.price = price;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Orders as many parts as the queue has room for; returns their number.
   *
   * @throws UserException (quota) if all of them could cost more than the caps, before any upload
   */
  public int submit(Warehouse warehouse, BatchClient client) {
    BatchParts parts = new BatchParts(warehouse);
    List<ExportedPart> waiting = new ArrayList<>();
    for (ExportedPart part : parts.open()) {
      if (parts.submitted(part).isPresent()) {
        continue;
      }
      if (part.set().isOf(recipe)) {
        waiting.add(part);
      } else {
        out.accept(part.address() + ": left, it was exported under other settings");
      }
    }
    waiting.removeAll(closeStale(warehouse, parts, waiting));
    requireWithinCaps(warehouse, waiting);
    int ordered = 0;
    for (ExportedPart part : waiting) {
      if (!isWithinQueue(parts, part)) {
        break;
      }
      ordered++;
      String batch = order(parts, part, client);
      parts.note(part, new Submitted(batch, clock.instant().toString()));
      out.accept(
          "%s: batch %s, %,d requests".formatted(part.address(), batch, part.part().requests()));
    }
    if (ordered < waiting.size()) {
      out.accept(
          "%,d parts wait for room in translate.limits.batch-queue-tokens"
              .formatted(waiting.size() - ordered));
    }
    return ordered;
  }

  /** A part alone is ordered whatever it has; the service may hold more than is known here. */
  private boolean isWithinQueue(BatchParts parts, ExportedPart part) {
    long queued =
        parts.submitted().stream().mapToLong(submitted -> submitted.part().inputTokens()).sum();
    return queueTokens
        .map(most -> queued == 0 || queued + part.part().inputTokens() <= most)
        .orElse(true);
  }

  private String order(BatchParts parts, ExportedPart part, BatchClient client) {
    Optional<Uploaded> before = parts.uploaded(part);
    if (before.isPresent()) {
      String fileId = before.get().fileId();
      return client.find(fileId).orElseGet(() -> client.create(fileId));
    }
    String fileId;
    try (InputStream requests = parts.folder().open(part.requests())) {
      fileId = client.upload(part.address().replace('/', '-') + ".jsonl", requests);
    } catch (IOException e) {
      throw parts.folder().unreachable(e);
    }
    parts.note(part, new Uploaded(fileId, clock.instant().toString()));
    return client.create(fileId);
  }

  /** A part with a text that was translated since its export would pay for that text twice. */
  private List<ExportedPart> closeStale(
      Warehouse warehouse, BatchParts parts, List<ExportedPart> waiting) {
    Set<String> stale =
        parts
            .keys(waiting)
            .join(
                warehouse
                    .read(Table.TRANSLATIONS)
                    .where(col("outcome").equalTo("translated"))
                    .select("translation_key"),
                "translation_key",
                "left_semi")
            .select("part")
            .distinct()
            .collectAsList()
            .stream()
            .map((Row row) -> row.getString(0))
            .collect(Collectors.toSet());
    List<ExportedPart> closed =
        waiting.stream().filter(part -> stale.contains(part.address())).toList();
    for (ExportedPart part : closed) {
      parts.note(part, new Closed("stale", clock.instant().toString()));
      out.accept(
          part.address() + ": closed, some of its texts were translated meanwhile; export again");
    }
    return closed;
  }

  private void requireWithinCaps(Warehouse warehouse, List<ExportedPart> waiting) {
    long input = waiting.stream().mapToLong(part -> part.part().inputTokens()).sum();
    long source = waiting.stream().mapToLong(part -> part.part().sourceTokens()).sum();
    long output = Math.round(source * OutputRatio.of(warehouse, recipe).value());
    double usd = price.map(p -> p.of(input, output)).orElse(0.0);
    if (!waiting.isEmpty()) {
      out.accept(
          String.format(
              Locale.ROOT,
              "%,d input tokens and about %,d output tokens: %s",
              input,
              output,
              price.isPresent()
                  ? String.format(Locale.ROOT, "about %.2f USD at batch price", usd)
                  : "their price is not known, see translate.price"));
    }
    if (caps.usd().filter(cap -> usd > cap).isPresent()
        || caps.tokens().filter(cap -> input + output > cap).isPresent()) {
      throw new UserException(
          UserException.Kind.QUOTA,
          "translate batch submit: the batches would go over translate.budget; nothing was"
              + " ordered; export fewer texts with --limit, or raise the budget");
    }
  }
}
