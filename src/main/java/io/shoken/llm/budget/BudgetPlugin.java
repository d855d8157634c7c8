package io.shoken.llm.budget;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * The line between executors and the job's one budget on the driver, over Spark's own RPC: no port
 * and no server of ours, in local and cluster mode alike. A session that translates must have this
 * class in {@code spark.plugins}.
 */
public final class BudgetPlugin implements SparkPlugin {

  private static volatile PluginContext executor;

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext context, PluginContext plugin) {
        return Map.of();
      }

      @Override
      public Object receive(Object message) {
        return pack(JobBudget.receive((Messages.Message) unpack((byte[]) message)));
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extraConf) {
        executor = context;
      }
    };
  }

  /**
   * Asks the driver and waits for its answer.
   *
   * @throws IOException if the driver cannot be reached
   */
  public static Serializable ask(Messages.Message message) throws IOException {
    PluginContext context = executor;
    if (context == null) {
      throw new IllegalStateException("spark.plugins lacks " + BudgetPlugin.class.getName());
    }
    try {
      return unpack((byte[]) context.ask(pack(message)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking the driver", e);
    } catch (Exception e) {
      throw new IOException("the driver does not answer", e);
    }
  }

  /**
   * Messages travel as bytes: an executor's RPC threads do not see classes of a jar that
   * spark-submit brought, but this class does.
   */
  private static byte[] pack(Serializable message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Serializable unpack(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (Serializable) in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("driver and executor run different versions", e);
    }
  }
}
