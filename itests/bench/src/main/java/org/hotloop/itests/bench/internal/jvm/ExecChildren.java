package org.hotloop.itests.bench.internal.jvm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.hotloop.EventLoop;
import org.hotloop.child.ExitStatus;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;

/** By {@link EventLoop#subprocessExec}, with a protocol. */
record ExecChildren(EventLoop loop) implements Children {

  @Override
  public CompletionStage<Integer> start(List<String> command, Consumer<Child> started) {
    return run(new Ending(started), SubprocessSpec.exec(command));
  }

  @Override
  public CompletionStage<Captured> capture(List<String> command) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    return run(new Output(data -> copy(data, output)), withPipe(command))
        .thenApply(returncode -> new Captured(output.toByteArray(), returncode));
  }

  private static void copy(ByteBuffer data, ByteArrayOutputStream output) {
    byte[] piece = new byte[data.remaining()];
    data.get(piece);
    output.writeBytes(piece);
  }

  @Override
  public CompletionStage<Integer> read(List<String> command, IntConsumer arrived) {
    return run(new Output(data -> arrived.accept(data.remaining())), withPipe(command));
  }

  private static SubprocessSpec withPipe(List<String> command) {
    return SubprocessSpec.exec(command).stdout(Stdio.PIPE);
  }

  private CompletionStage<Integer> run(Told told, SubprocessSpec spec) {
    loop.subprocessExec(() -> told, spec)
        .whenComplete(
            (transport, failure) -> {
              if (failure != null) {
                told.end.completeExceptionally(failure);
              }
            });
    return told.end;
  }

  /** What both are told. */
  private abstract static class Told implements SubprocessProtocol {

    final CompletableFuture<Integer> end = new CompletableFuture<>();
    private SubprocessTransport transport;

    @Override
    public void connectionMade(SubprocessTransport made) {
      transport = made;
    }

    void complete() {
      end.complete(transport.getExitStatus().map(ExitStatus::returncode).orElseThrow());
    }
  }

  private static final class Ending extends Told {

    private final Consumer<Child> started;

    Ending(Consumer<Child> started) {
      this.started = started;
    }

    @Override
    public void connectionMade(SubprocessTransport made) {
      super.connectionMade(made);
      started.accept(new Child(made.getPid(), made::kill));
    }

    @Override
    public void processExited() {
      complete();
    }
  }

  private static final class Output extends Told {

    private final Consumer<ByteBuffer> data;

    Output(Consumer<ByteBuffer> data) {
      this.data = data;
    }

    @Override
    public void pipeDataReceived(int fd, ByteBuffer piece) {
      data.accept(piece);
    }

    /** After the exit and the pipe's end. */
    @Override
    public void connectionLost(Optional<Throwable> cause) {
      complete();
    }
  }
}
