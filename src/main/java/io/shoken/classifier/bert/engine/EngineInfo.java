package io.shoken.classifier.bert.engine;

import ai.djl.engine.Engine;

/**
 * The PyTorch that this process has, for people who look for what is wrong.
 *
 * @param engine of DJL, such as {@code PyTorch 2.7.1}
 * @param gpus that it sees
 */
public record EngineInfo(String engine, int gpus) {

  /**
   * Loads the native library if it is not loaded yet.
   *
   * @throws io.shoken.core.UserException (unavailable) if it cannot be loaded
   */
  public static EngineInfo probe() {
    Engine torch = Torch.engine();
    return new EngineInfo(torch.getEngineName() + " " + torch.getVersion(), torch.getGpuCount());
  }
}
