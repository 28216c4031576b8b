package org.hotloop.itests.bench.internal.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** {@link ProcessBuilder} and {@link Process#onExit}; a thread reads each pipe, as it must be. */
final class JdkPeer implements Peer, Children {

  private static final int SIGNAL_BASE = 128;
  private static final int BUFFER = 64 * 1024;

  private final ExecutorService beginning =
      Executors.newSingleThreadExecutor(work -> daemon(work, "beginning"));
  private final ExecutorService readers =
      Executors.newCachedThreadPool(work -> daemon(work, "reader"));

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Executor beginning() {
    return beginning;
  }

  @Override
  public Optional<Children> children() {
    return Optional.of(this);
  }

  @Override
  public CompletionStage<Integer> start(List<String> command, Consumer<Child> started) {
    Process process = started(new ProcessBuilder(command).inheritIO());
    started.accept(new Child(process.pid(), process::destroyForcibly));
    return process.onExit().thenApply(JdkPeer::returncode);
  }

  @Override
  public CompletionStage<Captured> capture(List<String> command) {
    Process process = withPipe(command);
    return CompletableFuture.supplyAsync(() -> readAll(process), readers)
        .thenCombine(process.onExit(), (read, ended) -> new Captured(read, returncode(ended)));
  }

  @Override
  public CompletionStage<Integer> read(List<String> command, IntConsumer arrived) {
    Process process = withPipe(command);
    return CompletableFuture.runAsync(() -> count(process, arrived), readers)
        .thenCombine(process.onExit(), (nothing, ended) -> returncode(ended));
  }

  private static Process withPipe(List<String> command) {
    return started(
        new ProcessBuilder(command)
            .redirectInput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT));
  }

  private static Process started(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static byte[] readAll(Process process) {
    try (InputStream output = process.getInputStream()) {
      return output.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void count(Process process, IntConsumer arrived) {
    byte[] buffer = new byte[BUFFER];
    try (InputStream output = process.getInputStream()) {
      for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
        arrived.accept(read);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The JDK's coding of signals cannot be told from a high exit code; no child here has one. */
  private static int returncode(Process ended) {
    int value = ended.exitValue();
    return value > SIGNAL_BASE ? SIGNAL_BASE - value : value;
  }
}
