package org.hotloop.loop.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A watch over one object that must be closed: where it is dropped instead, and the garbage
 * collector has noticed, a warning names it, as asyncio's ResourceWarning does.
 *
 * <p>No thread waits for that: {@link #watch} and {@link #report()} warn of what was dropped since
 * the last time, and loops report when they are run and before they sleep. So a bundle that stops
 * leaves nothing behind. A {@code Cleaner} would have a thread for as long as anything at all is
 * watched.
 */
public final class Unclosed extends PhantomReference<Object> implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Unclosed.class.getName());

  private static final ReferenceQueue<Object> DROPPED = new ReferenceQueue<>();

  /** A reference that is itself dropped is never queued. */
  private static final Set<Unclosed> OPEN = ConcurrentHashMap.newKeySet();

  private final String description;
  private final List<StackTraceElement> source;

  private Unclosed(Object resource, String description, List<StackTraceElement> source) {
    super(resource, DROPPED);
    this.description = description;
    this.source = source;
  }

  /**
   * Watches {@code resource} until {@link #close()}, and reports. Any thread.
   *
   * @param description names it in the warning
   * @param source where it was made; empty where that is not known
   */
  public static Unclosed watch(
      Object resource, String description, List<StackTraceElement> source) {
    Unclosed watch = new Unclosed(resource, description, source);
    OPEN.add(watch);
    report();
    return watch;
  }

  /** Warns of those that were dropped since the last time. Any thread; costs next to nothing. */
  public static void report() {
    for (Reference<?> dropped = DROPPED.poll(); dropped != null; dropped = DROPPED.poll()) {
      ((Unclosed) dropped).warn();
    }
  }

  /** The object was closed: there is nothing to warn of. Idempotent. */
  @Override
  public void close() {
    OPEN.remove(this);
    clear();
  }

  private void warn() {
    OPEN.remove(this);
    String warning =
        "unclosed %s: it was dropped, and what it held is not given back; close it"
            .formatted(description);
    if (!source.isEmpty()) {
      warning += "\n" + SourceTraceback.text("Object created at", source);
    }
    LOG.log(Level.WARNING, warning);
  }
}
