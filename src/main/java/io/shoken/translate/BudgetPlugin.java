package io.shoken.translate;

import java.io.IOException;
import java.io.Serializable;
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
        return JobBudget.receive((Messages.Message) message);
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
  static Serializable ask(Messages.Message message) throws IOException {
    PluginContext context = executor;
    if (context == null) {
      throw new IllegalStateException("spark.plugins lacks " + BudgetPlugin.class.getName());
    }
    try {
      return (Serializable) context.ask(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking the driver", e);
    } catch (Exception e) {
      throw new IOException("the driver does not answer", e);
    }
  }
}
