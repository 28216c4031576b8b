package org.hotloop.itests.bench.internal.jvm;

import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** NuProcess, as it comes: always three pipes, and a thread that polls. */
final class NuProcessPeer implements Peer, Children {

  /** What it tells of a child that was killed; no child here exits so. */
  private static final int SIGKILL = 9;

  @Override
  public Executor beginning() {
    return Runnable::run;
  }

  @Override
  public Optional<Children> children() {
    return Optional.of(this);
  }

  @Override
  public CompletionStage<Integer> start(List<String> command, Consumer<Child> started) {
    Told told = new Told(started, data -> {});
    told.start(command);
    return told.end;
  }

  @Override
  public CompletionStage<Captured> capture(List<String> command) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Told told =
        new Told(
            child -> {},
            data -> {
              byte[] piece = new byte[data.remaining()];
              data.get(piece);
              output.writeBytes(piece);
            });
    told.start(command);
    return told.end.thenApply(returncode -> new Captured(output.toByteArray(), returncode));
  }

  @Override
  public CompletionStage<Integer> read(List<String> command, IntConsumer arrived) {
    Told told =
        new Told(
            child -> {},
            data -> {
              arrived.accept(data.remaining());
              data.position(data.limit());
            });
    told.start(command);
    return told.end;
  }

  private static final class Told extends NuAbstractProcessHandler {

    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final Consumer<Child> started;
    private final Consumer<ByteBuffer> output;

    Told(Consumer<Child> started, Consumer<ByteBuffer> output) {
      this.started = started;
      this.output = output;
    }

    void start(List<String> command) {
      NuProcessBuilder builder = new NuProcessBuilder(command);
      builder.setProcessListener(this);
      NuProcess process = builder.start();
      if (process == null) {
        end.completeExceptionally(new IllegalStateException("NuProcess did not start " + command));
      } else {
        started.accept(new Child(process.getPID(), () -> process.destroy(true)));
      }
    }

    @Override
    public void onStdout(ByteBuffer data, boolean closed) {
      output.accept(data);
    }

    @Override
    public void onExit(int status) {
      end.complete(status == SIGKILL ? -SIGKILL : status);
    }
  }
}
