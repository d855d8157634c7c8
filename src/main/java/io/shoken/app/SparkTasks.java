package io.shoken.app;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Shows how far Spark's stages are while a step says nothing itself. */
final class SparkTasks extends SparkListener {
  private final Terminal terminal;

  SparkTasks(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted stage) {
    terminal.sparkJob("stage " + stage.stageInfo().stageId(), stage.stageInfo().numTasks());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    terminal.sparkTask();
  }
}
