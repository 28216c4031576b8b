package org.hotloop.loop.internal.subprocess;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.TimerHandle;
import org.hotloop.child.ExitStatus;
import org.hotloop.loop.internal.stream.Captured;
import org.hotloop.loop.internal.stream.Stages;
import org.hotloop.loop.internal.stream.TransportStreamReader;
import org.hotloop.subprocess.CommunicateLimits;
import org.hotloop.subprocess.CommunicateTimeoutException;
import org.hotloop.subprocess.Output;

/**
 * One communicate: under way, then over. It is over when everything has ended, at its deadline, or
 * when its stage was completed by somebody else, as by a cancel; but for the first, what was read
 * stays in the readers. Loop's thread only.
 */
final class Communication {

  private final EventLoop loop;
  private final Stages stages;
  private final long pid;
  private final StreamsProtocol protocol;
  private final CommunicateLimits limits;
  private final CompletableFuture<Output> stage;
  private final CompletableFuture<ExitStatus> end;
  private Optional<TimerHandle> timer = Optional.empty();
  private Optional<ExitStatus> exit = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();
  private boolean over;

  Communication(
      EventLoop loop,
      Stages stages,
      long pid,
      StreamsProtocol protocol,
      CommunicateLimits limits,
      CompletableFuture<Output> stage) {
    this.loop = loop;
    this.stages = stages;
    this.pid = pid;
    this.protocol = protocol;
    this.limits = limits;
    this.stage = stage;
    end = stages.create();
  }

  /** Begins, or fails with nothing written or read. Once. */
  void begin(byte[] input) {
    if (stage.isDone()) {
      return; // cancelled before it came here
    }
    try {
      protocol.beginCommunication(this, input);
    } catch (IllegalStateException e) {
      stages.fail(stage, e);
      return;
    }
    readers().forEach(reader -> reader.capture(limits.capture(), this::advance));
    timer = limits.deadline().map(deadline -> loop.callLater(deadline, this::timeOut));
    stage.whenComplete((output, cause) -> leaveSoon());
    end.whenComplete(this::ended);
    protocol.exit().await(end);
  }

  /** The owner is gone: nothing of it is kept. */
  void abandon() {
    over = true;
    timer.ifPresent(TimerHandle::cancel);
  }

  private void ended(ExitStatus status, Throwable cause) {
    exit = Optional.ofNullable(status);
    failure = Optional.ofNullable(cause);
    advance();
  }

  private void advance() {
    if (over) {
      return;
    }
    Optional<Throwable> broken =
        readers().stream()
            .flatMap(reader -> reader.captureFailure().stream())
            .findFirst()
            .or(() -> failure);
    if (broken.isPresent()) {
      leave();
      stages.fail(stage, broken.get());
    } else if (exit.isPresent() && readers().stream().allMatch(TransportStreamReader::isEnded)) {
      finish(exit.get());
    }
  }

  private void finish(ExitStatus status) {
    leave();
    Captured stdout = take(1);
    Captured stderr = take(2);
    Output output =
        new Output(stdout.bytes(), stderr.bytes(), status, stdout.dropped(), stderr.dropped());
    if (!stages.complete(stage, output)) { // cancelled in this moment
      protocol.output(1).ifPresent(reader -> reader.restore(stdout));
      protocol.output(2).ifPresent(reader -> reader.restore(stderr));
    }
  }

  private void timeOut() {
    if (!over) {
      leave();
      stages.fail(
          stage,
          new CommunicateTimeoutException(
              pid, limits.deadline().orElseThrow(), captured(1).bytes(), captured(2).bytes()));
    }
  }

  /** The stage was completed, perhaps by its owner and on any thread. */
  private void leaveSoon() {
    try {
      stages.run(this::leave);
    } catch (EventLoopClosedException e) {
      return; // whose closing has failed the readers
    }
  }

  private void leave() {
    if (!over) {
      over = true;
      timer.ifPresent(TimerHandle::cancel);
      end.cancel(false); // else this would be kept until the exit
      readers().forEach(TransportStreamReader::release);
      protocol.endCommunication();
    }
  }

  private Captured take(int fd) {
    return protocol.output(fd).map(TransportStreamReader::take).orElse(Captured.NOTHING);
  }

  private Captured captured(int fd) {
    return protocol.output(fd).map(TransportStreamReader::captured).orElse(Captured.NOTHING);
  }

  private Collection<TransportStreamReader> readers() {
    return protocol.outputs();
  }
}
