package io.shoken.translate;

import com.sun.management.OperatingSystemMXBean;
import io.shoken.console.Progress;
import io.shoken.llm.EndpointSettings;
import io.shoken.llm.LlmSettings;
import io.shoken.llm.LlmSettings.Caps;
import io.shoken.llm.LlmSettings.Limits;
import io.shoken.llm.LlmSettings.PriceSettings;
import io.shoken.llm.LlmSettings.Retries;
import io.shoken.llm.LlmSettings.Timeouts;
import io.shoken.llm.Provider;
import io.shoken.llm.budget.BudgetPlugin;
import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.testkit.TestRows;
import io.shoken.translate.answer.CheckSettings;
import io.shoken.translate.answer.Totals;
import io.shoken.translate.batch.BatchSettings;
import io.shoken.translate.request.PrivacySettings;
import io.shoken.translate.request.RecipeSettings;
import io.shoken.translate.request.RecipeSettings.ContextMode;
import io.shoken.translate.request.RecipeSettings.MaxOutput;
import io.shoken.translate.request.RecipeSettings.Parameters;
import io.shoken.warehouse.Lease;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Prints how fast texts go through the whole step against a sandbox in the same JVM, and how much
 * of the limits is used. Arguments: texts, requests per minute (0 for none), sentence memory (TSV),
 * tokens per minute (none if left out; then texts and prompt are short).
 */
public final class TranslateBench {

  private static final String MODEL = "gpt-4o-mini-2024-07-18";
  private static final int SENTENCES_PER_TEXT = 14;
  private static final int SHORT = 4;
  private static final int IN_FLIGHT = 64;
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private TranslateBench() {}

  public static void main(String[] args) throws IOException {
    int texts = Integer.parseInt(args[0]);
    Path memory = Path.of(args[2]);
    Limits limits =
        new Limits(
            Integer.parseInt(args[1]), args.length > 3 ? Integer.parseInt(args[3]) : 0, IN_FLIGHT);
    int sentences = limits.tokensPerMinute() > 0 ? SHORT : SENTENCES_PER_TEXT;
    try (SparkSession spark = spark();
        Sandbox sandbox = sandbox(memory, limits)) {
      if (limits.requestsPerMinute() == 0) {
        measure(spark, sandbox, sources(memory, texts, sentences, 1), limits);
      }
      measure(spark, sandbox, sources(memory, texts, sentences, 2), limits);
    }
  }

  private static void measure(
      SparkSession spark, Sandbox sandbox, List<String> sources, Limits limits) throws IOException {
    String folder = Files.createTempDirectory("translate-bench").toString();
    Warehouse warehouse = Warehouse.open(spark, folder);
    try (Lease lease = Lease.acquire(warehouse, Clock.systemUTC(), Duration.ofMinutes(1))) {
      Run ingest = begin(warehouse, lease, "ingest", Progress.SILENT);
      Row[] rows = new Row[sources.size()];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = TestRows.report("r" + i, sources.get(i), null);
      }
      ingest.write(Table.REPORTS, spark.createDataFrame(List.of(rows), Table.REPORTS.schema()));
      ingest.commit(0, Map.of(), Map.of(), List.of());
      Ends ends = new Ends();
      Run run = begin(warehouse, lease, "translate", ends);
      long cpu = SYSTEM.getProcessCpuTime();
      long server = serverCpuTime();
      Translate step =
          new Translate(
              settings(sandbox, limits),
              null,
              new Translate.Options(false, Optional.empty(), false),
              Map.of("OPENAI_API_KEY", "sk-bench"),
              line -> {});
      long start = System.nanoTime();
      System.out.println(step.run(run) + " " + run.counts());
      double whole = (System.nanoTime() - start) / 1e9;
      double millis = (SYSTEM.getProcessCpuTime() - cpu) / 1e6 / sources.size();
      double ofServer = (serverCpuTime() - server) / 1e6 / sources.size();
      System.out.printf(
          "%d calls: %.2f s of calls, %.0f a second; whole step %.2f s; %.2f ms of CPU a call"
              + " (%.2f without the server); 429: %d%n",
          sources.size(),
          ends.seconds(),
          sources.size() / ends.seconds(),
          whole,
          millis,
          millis - ofServer,
          sandbox.counts().limited());
      if (limits.requestsPerMinute() > 0) {
        Totals totals = Totals.of(run.written(Table.TRANSLATIONS));
        double minutes = ends.seconds() / 60;
        print("requests", sources.size(), minutes, limits.requestsPerMinute());
        print(
            "tokens",
            totals.inputTokens() + totals.outputTokens(),
            minutes,
            limits.tokensPerMinute());
      }
    }
  }

  /** Of the sandbox's threads, which live as long as it does. */
  private static long serverCpuTime() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith("sandbox")) {
        sum += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return sum;
  }

  private static void print(String what, long used, double minutes, int perMinute) {
    if (perMinute > 0) {
      System.out.printf(
          "%s: %.0f a minute, %.2f %% of %d%n",
          what, used / minutes, 100 * used / minutes / perMinute, perMinute);
    }
  }

  /** Remembers when the first and the last text were done with. */
  private static final class Ends implements Progress {
    private long first;
    private long last;

    @Override
    public void start(String what, long total) {}

    @Override
    public synchronized void advance(long units) {
      last = System.nanoTime();
      first = first == 0 ? last : first;
    }

    @Override
    public void done() {}

    double seconds() {
      return (last - first) / 1e9;
    }
  }

  /** Texts of the usual length, put together from the memory's sentences. */
  private static List<String> sources(Path memory, int count, int length, long seed)
      throws IOException {
    List<String> sentences =
        Files.readAllLines(memory).stream().map(line -> line.split("\t")[0]).toList();
    Random random = new Random(seed);
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int s = 0; s < length; s++) {
        text.append(sentences.get(random.nextInt(sentences.size()))).append(' ');
      }
      sources.add(text.toString().strip());
    }
    return sources;
  }

  private static SparkSession spark() {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.plugins", BudgetPlugin.class.getName())
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
    spark.sparkContext().setLogLevel("WARN");
    return spark;
  }

  private static Sandbox sandbox(Path memory, Limits limits) {
    return Sandbox.start(
        new SandboxSettings(
            memory.toString(),
            0,
            Duration.ZERO,
            new SandboxSettings.Limits(limits.requestsPerMinute(), limits.tokensPerMinute()),
            List.of(MODEL)),
        Optional.empty());
  }

  private static TranslateSettings settings(Sandbox sandbox, Limits limits) throws IOException {
    return new TranslateSettings(
        new LlmSettings(
            new EndpointSettings(Provider.OPENAI, sandbox.baseUrl().toString(), false, MODEL),
            limits,
            new Caps(Optional.empty(), Optional.empty()),
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Optional.empty()),
            new Retries(
                5, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(2), 20),
            new PriceSettings(Optional.empty(), Optional.empty(), Optional.empty())),
        new RecipeSettings(
            limits.tokensPerMinute() > 0 ? shortPrompt() : "radiology-ja-v1",
            Optional.empty(),
            ContextMode.NONE,
            new Parameters(0, Optional.empty(), new MaxOutput(4, 256))),
        0,
        PrivacySettings.off(),
        CheckSettings.off(),
        new BatchSettings(
            0.5, 50_000, 100_000_000, 1_000_000_000, Duration.ofMinutes(1), Duration.ofMillis(100)),
        0.05);
  }

  private static String shortPrompt() throws IOException {
    Path prompt = Files.createTempFile("prompt", ".txt");
    Files.writeString(prompt, "Translate the radiology report into Japanese.");
    return prompt.toString();
  }

  private static Run begin(Warehouse warehouse, Lease lease, String id, Progress progress) {
    return Run.begin(warehouse, lease, progress, Clock.systemUTC(), id, id);
  }
}
