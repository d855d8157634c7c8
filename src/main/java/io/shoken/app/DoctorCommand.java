package io.shoken.app;

import io.shoken.app.config.Settings;
import io.shoken.classifier.bert.engine.EngineInfo;
import io.shoken.console.JsonRows;
import io.shoken.console.TextTable;
import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings;
import io.shoken.llm.Provider;
import io.shoken.llm.Service;
import io.shoken.llm.call.Endpoint;
import io.shoken.llm.call.ModelList;
import io.shoken.translate.Translate;
import io.shoken.warehouse.Lease;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What this machine has, what is wrong with it, and what to do. */
@Command(
    name = "doctor",
    description = "Prints versions, engine, endpoint and warehouse access; says what is wrong.")
final class DoctorCommand extends ConfiguredCommand {
  private static final long ENOUGH_HEAP = 2L << 30;

  @Option(
      names = "--call",
      description = "Send one harmless sentence to the endpoint; it is paid for.")
  private boolean call;

  private final List<Check> checks = new ArrayList<>();

  private record Check(String name, boolean sound, String seen) {}

  @Override
  int execute() {
    Settings settings = options().configuration().settings();
    checks.add(new Check("shoken", true, String.join(", ", new Version().getVersion())));
    checks.add(memory());
    check("engine", DoctorCommand::engine);
    check("endpoint", () -> endpoint(settings.translate().llm()));
    if (settings.translate().llm().endpoint().provider() == Provider.OPENAI) {
      Translate.warnings(settings.translate(), LocalDate.now(ZoneOffset.UTC))
          .forEach(warning -> checks.add(new Check("model", false, warning)));
    }
    if (call) {
      check("call", () -> Translate.probe(settings.translate(), System.getenv()));
    }
    check("warehouse", () -> warehouse(settings));
    show();
    return checks.stream().allMatch(Check::sound)
        ? Application.DONE
        : UserException.Kind.UNAVAILABLE.exitCode();
  }

  private void check(String name, Callable<String> look) {
    try {
      checks.add(new Check(name, true, look.call()));
    } catch (UserException e) {
      checks.add(new Check(name, false, e.getMessage()));
    } catch (Exception e) {
      checks.add(new Check(name, false, e.getClass().getSimpleName()));
    }
  }

  private static Check memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String seen =
        "%.1f GB heap, %d cores".formatted(heap / 1e9, Runtime.getRuntime().availableProcessors());
    return heap >= ENOUGH_HEAP * 9 / 10
        ? new Check("machine", true, seen)
        : new Check("machine", false, seen + "; give it 2 GB or more, with SHOKEN_HEAP=3g");
  }

  private static String engine() {
    EngineInfo info = EngineInfo.probe();
    String gpus = info.gpus() == 0 ? "no GPU, the CPU will do" : info.gpus() + " GPU(s)";
    return info.engine() + ", " + gpus;
  }

  /** Whether the endpoint answers at all; no text is sent and no token is paid for. */
  private static String endpoint(LlmSettings settings) throws Exception {
    if (settings.endpoint().provider() != Provider.OPENAI) {
      return "none needed (translate.provider = " + settings.endpoint().provider().key() + ")";
    }
    // The same rules as for a call: no key in the clear to another machine, and no redirect.
    Service service = Endpoint.ofUser("translate", settings.endpoint(), System.getenv());
    URI models = URI.create(service.baseUrl().replaceAll("/+$", "") + "/models");
    HttpURLConnection connection = (HttpURLConnection) models.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) settings.timeouts().connect().toMillis());
    connection.setReadTimeout((int) settings.timeouts().connect().toMillis());
    connection.setRequestProperty("Authorization", "Bearer " + service.key());
    int status = connection.getResponseCode();
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE,
          settings.endpoint().baseUrl() + " refuses the key in OPENAI_API_KEY (401)");
    }
    if (status / 100 == 3) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE,
          settings.endpoint().baseUrl() + " answers with a redirect, which is not followed");
    }
    String seen = settings.endpoint().baseUrl() + " answers (" + status + ")";
    return status == HttpURLConnection.HTTP_OK
        ? seen + shutdown(settings.endpoint().model(), connection)
        : seen;
  }

  private static String shutdown(String model, HttpURLConnection connection) throws IOException {
    try (InputStream list = connection.getInputStream()) {
      return ModelList.shutdown(list, model)
          .map(day -> ", ends " + model + " on " + day)
          .orElse("");
    }
  }

  private static String warehouse(Settings settings) {
    SparkSession spark = Session.start(settings.spark(), "doctor");
    try {
      Warehouse warehouse = Warehouse.open(spark, settings.warehouse().uri());
      // Taking the lease writes a file, so it shows the right to write.
      try (Lease lease =
          Lease.acquire(warehouse, Clock.systemUTC(), settings.warehouse().leaseTerm())) {
        lease.ensureHeld();
      }
      warehouse.leaveOutDamaged();
      String seen = warehouse.uri() + ", writable, " + warehouse.manifests().size() + " runs";
      if (!warehouse.damaged().isEmpty()) {
        throw UserException.input(seen + "; " + String.join("; ", warehouse.damaged()));
      }
      return seen;
    } finally {
      spark.stop();
    }
  }

  private void show() {
    TextTable.Builder table = TextTable.titled("").columns("check", "state", "seen");
    for (Check check : checks) {
      table.row(check.name(), check.sound() ? "ok" : "MEND", check.seen());
    }
    TextTable built = table.build();
    System.out.println(options().json() ? JsonRows.of(built) : built.text());
  }
}
