package org.hotloop.loop.internal.subprocess;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.internal.stream.Stages;
import org.hotloop.subprocess.OwnerStop;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.SubprocessTransport;

/**
 * A child on behalf of its owner, from the request to its end. The loop and the watcher keep it as
 * long as the child lives, so it must let go of the owner's stages when the owner does. Any thread.
 */
final class OwnedChild {

  private final EventLoop loop;
  private final Stages stages;
  private final SubprocessSpec spec;
  private final Consumer<OwnedChild> onOver;
  private final StreamsProtocol protocol;
  private volatile CompletableFuture<Subprocess> stage; // null once the owner has let go
  private volatile boolean ending;
  private volatile CompletableFuture<SubprocessTransport> creation;

  /**
   * @param onOver called when there is no child, or no more
   */
  OwnedChild(EventLoop loop, Stages stages, SubprocessSpec spec, Consumer<OwnedChild> onOver) {
    this.loop = loop;
    this.stages = stages;
    this.spec = spec;
    this.onOver = onOver;
    stage = stages.create();
    protocol = new StreamsProtocol(stages, spec, () -> onOver.accept(this));
  }

  /** What the owner waits for. */
  CompletableFuture<Subprocess> stage() {
    return stage;
  }

  /** Starts it. Once, by who made this. */
  void start() {
    CompletableFuture<Subprocess> wanted = stage;
    if (wanted == null) {
      return;
    }
    try {
      creation = loop.subprocessExec(() -> protocol, spec).toCompletableFuture();
    } catch (RuntimeException e) {
      onOver.accept(this);
      wanted.completeExceptionally(e);
      return;
    }
    wanted.whenComplete((subprocess, failure) -> cancelCreationAfter(wanted));
    creation.whenComplete(this::created);
    // Against an end beside this: it marks, then looks for the creation; here the other way round.
    if (ending) {
      onLoop(this::stop);
    }
  }

  /** The owner is gone: nothing completes, nothing of it is kept. */
  void release() {
    ending = true;
    stage = null;
    onLoop(
        () -> {
          protocol.abandon();
          stop();
        });
  }

  /** The loop or the service goes away: everything that waits fails with {@code cause}. */
  void withdraw(IllegalStateException cause) {
    ending = true;
    onLoop(
        () -> {
          stages.fail(stage, cause);
          protocol.fail(cause);
          stop();
        });
  }

  /** On the loop, or where the loop was closed before it began. */
  private void created(SubprocessTransport transport, Throwable failure) {
    CompletableFuture<Subprocess> wanted = stage;
    if (failure != null) {
      onOver.accept(this);
      if (wanted != null) {
        stages.fail(wanted, failure);
      }
    } else if (!ending) {
      hand(wanted, transport);
    }
  }

  private void hand(CompletableFuture<Subprocess> wanted, SubprocessTransport transport) {
    Subprocess subprocess = new LoopSubprocess(loop, stages, transport, protocol);
    if (!stages.complete(wanted, subprocess) && wanted.isDone()) {
      transport.close(); // cancelled in this moment
    }
  }

  private void cancelCreationAfter(CompletableFuture<Subprocess> wanted) {
    if (wanted.isCancelled()) {
      creation.cancel(false);
    }
  }

  /** On the loop. */
  private void stop() {
    CompletableFuture<SubprocessTransport> started = creation;
    if (spec.onOwnerStop() == OwnerStop.LEAVE || started == null) {
      return;
    }
    started.cancel(false); // a child that is not there yet is killed as soon as it is
    if (!started.isCompletedExceptionally()) {
      started.join().close();
    }
  }

  private void onLoop(Runnable action) {
    try {
      stages.run(action);
    } catch (EventLoopClosedException e) {
      return; // the loop's closing has failed the stages and let go of the child
    }
  }
}
