package io.shoken.classifier.bert.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.shoken.core.UserException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * PyTorch in this process. It is started here and nowhere else, because DJL reads its settings once
 * and asks the network about them unless that is switched off.
 */
final class Torch {
  /** Shared by calls into native code, exclusive once the process is ending. */
  private static final ReadWriteLock RUNNING = new ReentrantReadWriteLock();

  private static Engine engine;
  private static int threads;

  private Torch() {}

  /**
   * A manager of native memory on the device, owned by the caller.
   *
   * @throws UserException (unavailable) if PyTorch has no such GPU
   */
  static PtNDManager manager(Compute compute) {
    Engine torch = start(compute.threads());
    if (compute.gpu().isEmpty()) {
      return (PtNDManager) torch.newBaseManager(Device.cpu());
    }
    int gpu = compute.gpu().getAsInt();
    if (gpu >= torch.getGpuCount()) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE,
          "GPU "
              + gpu
              + " was asked for, but PyTorch "
              + torch.getVersion()
              + " sees "
              + torch.getGpuCount()
              + "; point PYTORCH_LIBRARY_PATH at a CUDA build, or ask for none.");
    }
    return (PtNDManager) torch.newBaseManager(Device.gpu(gpu));
  }

  /** Settings of the calling thread that every call into PyTorch needs. */
  static void enter(boolean gradients) {
    // The optimising executor profiles each new shape for some calls, and every batch has another.
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(gradients);
  }

  /**
   * Makes a call into native code that may take long. When the process is told to end, the call
   * under way is waited for and no other begins: the library's memory goes while it ends, and a
   * call that still ran would crash the process.
   */
  static <T> T compute(Supplier<T> call) {
    RUNNING.readLock().lock();
    try {
      return call.get();
    } finally {
      RUNNING.readLock().unlock();
    }
  }

  /** The engine with a thread for each processor, unless it was started otherwise before. */
  static synchronized Engine engine() {
    return engine == null ? start(Runtime.getRuntime().availableProcessors()) : engine;
  }

  private static Engine load() {
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException e) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE,
          "PyTorch's native library cannot be loaded: "
              + e.getMessage()
              + "; put pytorch-native-cpu for this platform on the class path, or point"
              + " PYTORCH_LIBRARY_PATH at the lib folder of torch 2.7.1.",
          e);
    }
  }

  private static synchronized Engine start(int wanted) {
    if (engine == null) {
      // Usage tracking asks a cloud's metadata address; a missing library would be downloaded.
      System.setProperty("OPT_OUT_TRACKING", "true");
      System.setProperty("ai.djl.offline", "true");
      System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(wanted));
      System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
      engine = load();
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> RUNNING.writeLock().lock(), "no more torch"));
      threads = wanted;
    }
    if (threads != wanted) {
      JniUtils.setNumThreads(wanted);
      threads = wanted;
    }
    return engine;
  }
}
