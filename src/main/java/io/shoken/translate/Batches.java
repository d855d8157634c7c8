package io.shoken.translate;

import io.shoken.console.TextTable;
import io.shoken.core.UserException;
import io.shoken.llm.EndpointSettings;
import io.shoken.llm.ModelTable;
import io.shoken.llm.Price;
import io.shoken.llm.Provider;
import io.shoken.llm.call.BatchClient;
import io.shoken.llm.call.BatchClient.State;
import io.shoken.llm.call.Endpoint;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.translate.batch.BatchExport;
import io.shoken.translate.batch.BatchFolder;
import io.shoken.translate.batch.BatchImport;
import io.shoken.translate.batch.BatchParts;
import io.shoken.translate.batch.BatchParts.ExportedPart;
import io.shoken.translate.batch.BatchSet;
import io.shoken.translate.batch.BatchSubmit;
import io.shoken.translate.request.Recipe;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Translates through a service's batch interface, which takes up to a day and half the price:
 * {@link #export} writes files of requests, {@link #submit} orders them, {@link #status} shows
 * their progress, {@link #importing} takes their results, {@link #run} does all of it. Callers of
 * all but the status hold the warehouse's lease.
 */
public final class Batches {

  private final TranslateSettings settings;
  private final SandboxSettings sandbox;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Consumer<String> out;
  private final Recipe recipe;

  /**
   * @param environment where {@code OPENAI_API_KEY} is looked up
   * @param out takes what is done, a line at a time
   * @throws UserException (usage) if the prompt cannot be read
   */
  public Batches(
      TranslateSettings settings,
      SandboxSettings sandbox,
      Map<String, String> environment,
      Clock clock,
      Consumer<String> out) {
    this.settings = settings;
    this.sandbox = sandbox;
    this.environment = environment;
    this.clock = clock;
    this.out = out;
    this.recipe = Translate.recipe(settings);
  }

  /**
   * Writes requests for every text that has no row and is in no open export.
   *
   * @param most the most texts, all if empty
   * @return the number of requests
   * @throws UserException (usage) if sentences are to be used again, which needs answers first
   */
  public long export(Warehouse warehouse, Optional<Integer> most) {
    if (most.isPresent() && most.get() < 1) {
      throw UserException.usage("--limit is " + most.get() + ", expected 1 or more");
    }
    if (settings.sentenceReuse() > 0) {
      throw UserException.usage(
          "translate batch asks for whole texts; set translate.sentence-reuse to 0");
    }
    Optional<BatchSet> set =
        new BatchExport(
                recipe,
                settings.batch(),
                settings.llm().limits().batchQueueTokens(),
                settings.privacy(),
                clock)
            .write(warehouse, most);
    BatchFolder folder = new BatchFolder(warehouse);
    long requests = 0;
    for (BatchSet.Part part : set.map(BatchSet::parts).orElse(List.of())) {
      out.accept(
          "%s: %,d requests, %,d bytes"
              .formatted(
                  folder.path(set.get().address(part) + ".jsonl"), part.requests(), part.bytes()));
      requests += part.requests();
    }
    return requests;
  }

  /**
   * Uploads and orders what was exported under these settings.
   *
   * @return the number of batches ordered
   * @throws UserException (quota) if they would go over the caps of {@code translate.budget};
   *     (unavailable or quota) if the service refuses or is away: what was ordered is noted
   */
  public int submit(Warehouse warehouse) {
    try (BatchClient client = client()) {
      return new BatchSubmit(
              recipe,
              settings.llm().budget(),
              price(),
              settings.llm().limits().batchQueueTokens(),
              clock,
              out)
          .submit(warehouse, client);
    }
  }

  /**
   * Does all of it until every text has its row: exports, orders as many parts as the queue holds,
   * takes in what is over, and orders the next. It can be killed at any time; the same command
   * resumes it.
   *
   * @param commit runs a step and commits it; returns its exit code
   * @return the greatest exit code of the imports
   * @throws UserException (quota) if the account is out of money or a cap would be passed; (try
   *     later) if batches end without answers again and again
   */
  public int run(Warehouse warehouse, ToIntFunction<Step> commit) throws InterruptedException {
    Set<String> said = new HashSet<>();
    Consumer<String> once =
        line -> {
          if (said.add(line)) {
            out.accept(line);
          }
        };
    Batches quiet = new Batches(settings, sandbox, environment, clock, once);
    try (BatchClient client = client()) {
      return new BatchRun(quiet, settings.batch().poll(), client, once).run(warehouse, commit);
    }
  }

  /** How far each part is; asks the service about those that it has. */
  public TextTable status(Warehouse warehouse) {
    BatchParts parts = new BatchParts(warehouse);
    TextTable.Builder table =
        TextTable.titled("").columns("part", "requests", "state", "batch", "completed", "failed");
    boolean asks = !parts.submitted().isEmpty();
    try (BatchClient client = asks ? client() : null) {
      for (ExportedPart part : parts.all()) {
        addTo(table, parts, part, client);
      }
    }
    return table.build();
  }

  /**
   * The step that takes results into {@code translations}.
   *
   * @param files result files that were carried out elsewhere; if empty, those of the batches that
   *     were submitted and are over
   */
  public Step importing(List<Path> files) {
    return new BatchImport(
        recipe,
        price(),
        settings.checks(),
        settings.batch().maxResultBytes(),
        files,
        this::client,
        clock);
  }

  /** What a batch's tokens cost; empty if the model's price is not known. */
  private Optional<Price> price() {
    double factor = settings.batch().priceFactor();
    return ModelTable.price(
            Translate.COMMAND, settings.llm().price(), settings.llm().endpoint().model(), null)
        .map(price -> price.times(factor))
        .map(p -> p.from(p.source() + ", batch"));
  }

  private static void addTo(
      TextTable.Builder table, BatchParts parts, ExportedPart part, BatchClient client) {
    int requests = part.part().requests();
    String batch = parts.submitted(part).map(BatchParts.Submitted::batchId).orElse("");
    Optional<String> closed = parts.closed(part);
    if (closed.isPresent() || batch.isEmpty()) {
      String state = closed.orElse(parts.uploaded(part).isPresent() ? "uploaded" : "exported");
      table.row(part.address(), requests, state, batch, "", "");
      return;
    }
    State state = client.state(batch);
    String shown = state.status().equals("failed") ? "failed: " + state.reason() : state.status();
    table.row(part.address(), requests, shown, batch, state.completed(), state.failed());
  }

  private BatchClient client() {
    EndpointSettings called = settings.llm().endpoint();
    if (called.provider() != Provider.OPENAI) {
      throw UserException.usage(
          "translate batch: the provider is %s, which ends with the command; a batch needs translate.provider=openai; to try it offline, start the command sandbox and set translate.base-url to it"
              .formatted(called.provider().key()));
    }
    // The endpoint outlives this object: it is the user's service, and holds nothing open here.
    try (Endpoint endpoint = Endpoint.open(Translate.COMMAND, called, sandbox, environment)) {
      return new BatchClient(endpoint.service(), settings.llm(), settings.batch().timeout());
    }
  }
}
