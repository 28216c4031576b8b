package org.hotloop.loop.internal.subprocess;

import static java.util.stream.Collectors.joining;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.internal.RawReadiness;
import org.hotloop.loop.internal.UnpinnedThreads;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.posix.Posix;
import org.hotloop.spi.RunningLoop;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;

/**
 * Starts the children of one loop, on threads of its own, and knows those that live.
 *
 * <p>A start takes a vfork's time, which grows with the JVM's descriptors; so the loop does not
 * wait for it. The threads, {@code hotloop-spawn-n}, come with the first child, end after a second
 * without work, and end with {@link #close()}.
 */
public final class SubprocessStarter implements AutoCloseable {

  private static final Logger LOGGER = System.getLogger(SubprocessStarter.class.getName());
  private static final int IDLE_SECONDS = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final PipeLoop pipeLoop;
  private final AtomicInteger threadNumber = new AtomicInteger();
  private final ThreadPoolExecutor spawners;
  private final Set<CompletableFuture<SubprocessTransport>> creations =
      ConcurrentHashMap.newKeySet();
  private final Set<ChildTransport> children = ConcurrentHashMap.newKeySet();

  /** Written under this, as creations are added under it: none comes when it is up. */
  private boolean retired;

  private volatile boolean closed;

  /**
   * For {@code loop}; starts no thread before the first child.
   *
   * @param descriptors watches the children's pipes, and nothing else; closed with this
   */
  public SubprocessStarter(EventLoop loop, RawReadiness descriptors) {
    this.loop = loop;
    pipeLoop = new PipeLoop(loop, descriptors, new TransferBuffers());
    int cores = Runtime.getRuntime().availableProcessors();
    spawners =
        new ThreadPoolExecutor(
            cores,
            cores,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work ->
                UnpinnedThreads.daemon("hotloop-spawn-" + threadNumber.incrementAndGet(), work));
    spawners.allowCoreThreadTimeOut(true);
  }

  /** As {@link EventLoop#subprocessExec}. Any thread. */
  public CompletionStage<SubprocessTransport> exec(
      Supplier<? extends SubprocessProtocol> protocol, SubprocessSpec spec) {
    CompletableFuture<SubprocessTransport> stage = loop.createFuture();
    Creation creation = new Creation(loop, this, protocol, spec, stage);
    admit(stage);
    stage.whenComplete((transport, failure) -> creations.remove(stage));
    if (RunningLoop.current().orElse(null) == loop) {
      creation.begin(spawners);
      return stage;
    }
    try {
      loop.callSoonThreadsafe(() -> creation.begin(spawners));
    } catch (EventLoopClosedException e) {
      creations.remove(stage);
      throw e;
    }
    return stage;
  }

  private synchronized void admit(CompletableFuture<SubprocessTransport> stage) {
    if (retired) {
      throw loopClosed();
    }
    creations.add(stage);
  }

  /** No more children come; those that are there, or on their way, live on. Idempotent. */
  public synchronized void retire() {
    retired = true;
  }

  /**
   * The loop is closing: on the thread that closes it, which runs no loop. Creations fail; pipes
   * are closed; children are killed or left as their specs say. Those are reaped by the watcher
   * that has their handlers; the killed ones here, within a second, where it is not active any
   * more, since it may never be again. Idempotent.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    retire();
    closed = true;
    spawners.shutdown();
    // A child that is being spawned now sees that its stage is complete, and is discarded then.
    creations.forEach(stage -> stage.completeExceptionally(loopClosed()));
    warnOfTheLiving();
    children.forEach(child -> child.discard(loopClosed()));
    pipeLoop.descriptors().close();
    reapUnwatched();
  }

  /** Whether no child is there, nor on its way; when this is retired, that stays so. */
  public boolean isIdle() {
    return creations.isEmpty() && children.isEmpty();
  }

  /** The loop of the children's pipes. */
  PipeLoop pipeLoop() {
    return pipeLoop;
  }

  /** A child is there. On a spawning thread. */
  void born(ChildTransport child) {
    children.add(child);
    if (closed) {
      child.discard(loopClosed());
      reapUnwatched();
    }
  }

  /** A child is over: its exit was seen and its pipes are closed. */
  void over(ChildTransport child) {
    children.remove(child);
  }

  /** All were killed at once before, so the last one takes no longer to die than the first. */
  private void reapUnwatched() {
    if (!children.isEmpty()) {
      Orphans orphans = new Orphans(Posix.get().children(), PATIENCE);
      children.forEach(child -> child.reapIfUnwatched(orphans));
    }
  }

  private void warnOfTheLiving() {
    String pids =
        children.stream()
            .filter(child -> child.getExitStatus().isEmpty())
            .map(child -> Long.toString(child.getPid()))
            .collect(joining(", "));
    if (!pids.isEmpty()) {
      LOGGER.log(
          Level.WARNING,
          "the event loop is closed while children run (pid {0}): their pipes are closed, and they"
              + " are killed unless they are to be left",
          pids);
    }
  }

  private static EventLoopClosedException loopClosed() {
    return new EventLoopClosedException(
        "the event loop is closed; start children on a loop that is open");
  }
}
