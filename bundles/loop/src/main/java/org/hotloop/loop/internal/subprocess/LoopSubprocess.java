package org.hotloop.loop.internal.subprocess;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.TimerHandle;
import org.hotloop.child.ExitStatus;
import org.hotloop.loop.internal.stream.Stages;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.ProcessGoneException;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.transport.SubprocessTransport;

/** A running child as its owner sees it. Any thread. */
final class LoopSubprocess implements Subprocess {

  private final EventLoop loop;
  private final Stages stages;
  private final SubprocessTransport transport;
  private final StreamsProtocol protocol;

  LoopSubprocess(
      EventLoop loop, Stages stages, SubprocessTransport transport, StreamsProtocol protocol) {
    this.loop = loop;
    this.stages = stages;
    this.transport = transport;
    this.protocol = protocol;
  }

  @Override
  public long pid() {
    return transport.getPid();
  }

  @Override
  public StreamWriter stdin() {
    return protocol.stdin().orElseThrow(() -> notPiped("stdin"));
  }

  @Override
  public StreamReader stdout() {
    return protocol.output(1).orElseThrow(() -> notPiped("stdout"));
  }

  @Override
  public StreamReader stderr() {
    return protocol.output(2).orElseThrow(() -> notPiped("stderr"));
  }

  @Override
  public Optional<ExitStatus> exitStatus() {
    return transport.getExitStatus();
  }

  @Override
  public CompletionStage<ExitStatus> waitFor() {
    return exit();
  }

  @Override
  public CompletionStage<Output> communicate(byte[] inputOrNull) {
    feed(inputOrNull);
    CompletableFuture<byte[]> stdout = readAll(1);
    CompletableFuture<byte[]> stderr = readAll(2);
    CompletableFuture<ExitStatus> exit = exit();
    CompletableFuture<Output> output = stages.create();
    CompletableFuture.allOf(stdout, stderr, exit)
        .thenApply(done -> new Output(stdout.join(), stderr.join(), exit.join()))
        .whenComplete((all, failure) -> settle(output, all, failure));
    output.whenComplete((all, failure) -> cancelAll(stdout, stderr, exit));
    return output;
  }

  @Override
  public void sendSignal(int signal) {
    transport.sendSignal(signal);
  }

  @Override
  public void terminate() {
    transport.terminate();
  }

  @Override
  public void kill() {
    transport.kill();
  }

  @Override
  public CompletionStage<ExitStatus> terminate(Duration grace) {
    Objects.requireNonNull(grace, "grace");
    unlessGone(transport::terminate);
    return stages.request(
        stage -> {
          TimerHandle killing = loop.callLater(grace, () -> unlessGone(transport::kill));
          // A stage of its own: who cancels his has not called the killing off.
          CompletableFuture<ExitStatus> gone = stages.create();
          gone.whenComplete((status, failure) -> killing.cancel());
          protocol.exit().await(gone);
          protocol.exit().await(stage);
        });
  }

  /** As the transport's: the pid, and whether it runs or how it ended. */
  @Override
  public String toString() {
    return "Subprocess of " + transport;
  }

  private CompletableFuture<ExitStatus> exit() {
    return stages.request(protocol.exit()::await);
  }

  private CompletableFuture<byte[]> readAll(int fd) {
    return protocol
        .output(fd)
        .map(reader -> reader.readAll().toCompletableFuture())
        .orElseGet(() -> CompletableFuture.completedFuture(new byte[0]));
  }

  /**
   * Whether the child takes it all is the child's affair: asyncio ignores a broken pipe as well.
   */
  private void feed(byte[] inputOrNull) {
    try {
      protocol
          .stdin()
          .ifPresent(
              writer -> {
                if (inputOrNull != null) {
                  writer.write(inputOrNull);
                }
                writer.close();
              });
    } catch (EventLoopClosedException e) {
      return; // waiting for the exit fails of the same cause
    }
  }

  private void settle(CompletableFuture<Output> stage, Output output, Throwable failure) {
    if (failure == null) {
      stages.complete(stage, output);
    } else {
      stages.fail(stage, failure instanceof CompletionException ? failure.getCause() : failure);
    }
  }

  private static void cancelAll(CompletableFuture<?>... parts) {
    for (CompletableFuture<?> part : parts) {
      part.cancel(false);
    }
  }

  private static void unlessGone(Runnable signal) {
    try {
      signal.run();
    } catch (ProcessGoneException e) {
      return; // which is what the signal was for
    }
  }

  private static IllegalStateException notPiped(String stream) {
    return new IllegalStateException(
        "%s is not piped; say SubprocessSpec.%s(Stdio.PIPE)".formatted(stream, stream));
  }
}
