package org.hotloop.loop.internal.subprocess;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.TimerHandle;
import org.hotloop.child.ExitStatus;
import org.hotloop.loop.internal.stream.Stages;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.subprocess.CommunicateLimits;
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
    return stages.request(protocol.exit()::await);
  }

  @Override
  public CompletionStage<ExitStatus> drained() {
    return stages.request(protocol.drained()::await);
  }

  @Override
  public CompletionStage<Output> communicate(byte[] inputOrNull, CommunicateLimits limits) {
    Objects.requireNonNull(limits, "limits");
    byte[] input = inputOrNull == null ? new byte[0] : inputOrNull.clone();
    return stages.request(
        stage -> new Communication(loop, stages, pid(), protocol, limits, stage).begin(input));
  }

  @Override
  public void sendSignal(int signal) {
    transport.sendSignal(signal);
  }

  @Override
  public void sendSignalToGroup(int signal) {
    transport.sendSignalToGroup(signal);
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
    if (grace.isNegative()) {
      throw new IllegalArgumentException("a grace cannot be over already: " + grace);
    }
    unlessGone(transport::terminate);
    try {
      stages.run(() -> killAfter(grace));
    } catch (EventLoopClosedException e) {
      return waitFor(); // which fails of the same cause; the loop's end has killed the child
    }
    return waitFor();
  }

  /** As the transport's: the pid, and whether it runs or how it ended. */
  @Override
  public String toString() {
    return "Subprocess of " + transport;
  }

  /** On the loop; nobody's stage, so that who cancels his has not called the killing off. */
  private void killAfter(Duration grace) {
    TimerHandle killing = loop.callLater(grace, () -> unlessGone(transport::kill));
    CompletableFuture<ExitStatus> gone = stages.create();
    gone.whenComplete((status, failure) -> killing.cancel());
    protocol.exit().await(gone);
  }

  private static void unlessGone(Runnable signal) {
    try {
      signal.run();
    } catch (ProcessGoneException e) {
      return; // which is what the signal was for
    }
  }

  static IllegalStateException notPiped(String stream) {
    return new IllegalStateException(
        "%s is not piped; say SubprocessSpec.%s(Stdio.PIPE)".formatted(stream, stream));
  }
}
