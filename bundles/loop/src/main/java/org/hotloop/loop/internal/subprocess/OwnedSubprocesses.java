package org.hotloop.loop.internal.subprocess;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.stream.Stages;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;

/**
 * {@link Subprocesses} of one owner on one loop: open, then released (the owner let go of it) or
 * withdrawn (what it stands on goes away under the owner). Any thread.
 */
public final class OwnedSubprocesses implements Subprocesses {

  private final EventLoop loop;
  private final Stages stages;
  private final Set<OwnedChild> children = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Optional<IllegalStateException>> ending =
      new AtomicReference<>(Optional.empty());

  /** Open, on {@code loop}. */
  public OwnedSubprocesses(EventLoop loop) {
    this.loop = loop;
    stages = new Stages(loop);
  }

  @Override
  public CompletionStage<Subprocess> createSubprocessExec(SubprocessSpec spec) {
    OwnedChild child = new OwnedChild(loop, stages, spec, children::remove);
    CompletableFuture<Subprocess> stage = child.stage();
    children.add(child);
    // After it was added: whoever ends this now sees the child, or is seen here.
    ending
        .get()
        .ifPresentOrElse(
            cause -> {
              children.remove(child);
              stage.completeExceptionally(cause);
            },
            child::start);
    return stage;
  }

  /**
   * The owner is gone: none of its stages completes any more, and nothing of it is kept. Its
   * children are killed or left as their specs say, and reaped in any case; what those that are
   * left write is read and dropped, so that they do not stop at a full pipe.
   */
  public void release() {
    end(new IllegalStateException("this Subprocesses was given back; get the service again"));
    stages.silence();
    children.forEach(OwnedChild::release);
    children.clear();
  }

  /**
   * The loop, or something else below, goes away while the owner stays: all stages fail with {@code
   * cause}. Children are killed or left as for {@link #release()}.
   */
  public void withdraw(IllegalStateException cause) {
    end(cause);
    children.forEach(child -> child.withdraw(cause));
    children.clear();
  }

  private void end(IllegalStateException cause) {
    ending.compareAndSet(Optional.empty(), Optional.of(cause));
  }
}
