package org.hotloop.loop.internal.tls;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;

/**
 * Takes an engine as far as it goes now: what it needs itself comes first, then what its owner does
 * next, one step after the other in one place, whatever set it going. Loop's thread only.
 */
final class EngineDriver {

  private final EventLoop loop;
  private final TlsEngine engine;
  private final Owner owner;
  private boolean advancing;
  private boolean tasksUnderWay;

  /** Whose engine it is. */
  interface Owner {

    /** Whether nothing is to be done any more. */
    boolean isOver();

    /** Whether what the engine has to say itself must not go out now. */
    boolean mustWaitForRoom();

    /** Does what is next; false when that needs something from elsewhere. */
    boolean next() throws IOException;

    /** It goes no further now. */
    void settled();

    /** It goes no further at all. */
    void broken(Throwable cause);
  }

  EngineDriver(EventLoop loop, TlsEngine engine, Owner owner) {
    this.loop = loop;
    this.engine = engine;
    this.owner = owner;
  }

  /** Whether another thread has the engine, which is left alone until then. */
  boolean isBusy() {
    return tasksUnderWay;
  }

  /** Goes on. Whoever is told something on the way may call this, too. */
  void advance() {
    if (advancing || owner.isOver()) {
      return;
    }
    advancing = true;
    try {
      boolean more = true;
      while (more && !tasksUnderWay && !owner.isOver()) {
        more = step();
      }
      if (!owner.isOver()) {
        engine.send();
      }
    } catch (IOException | RuntimeException e) {
      owner.broken(e);
    } finally {
      advancing = false;
    }
    if (!owner.isOver()) {
      owner.settled();
    }
  }

  private boolean step() throws IOException {
    return switch (engine.status()) {
      case NEED_TASK -> work();
      case NEED_WRAP -> !owner.mustWaitForRoom() && (engine.wrap() || owner.next());
      default -> owner.next();
    };
  }

  /** What may block is done elsewhere. */
  private boolean work() {
    CompletableFuture<Void> work = loop.runInExecutor(null, engine.tasks());
    tasksUnderWay = true;
    work.whenComplete((nothing, failure) -> worked(failure));
    return false;
  }

  /** On another thread only where the loop was closed meanwhile. */
  private void worked(Throwable failure) {
    if (failure instanceof EventLoopClosedException) {
      return;
    }
    tasksUnderWay = false;
    if (failure != null) {
      owner.broken(failure);
    }
    advance();
  }
}
