package org.hotloop.runtime.internal.loops;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.dto.LoopDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Lease;
import org.hotloop.runtime.internal.election.ProviderFailedException;
import org.hotloop.runtime.internal.front.Move;
import org.hotloop.runtime.internal.front.SwapSafeLoop;

/**
 * A loop that the runtime runs under a name, on one thread from its first policy to its end. It is
 * published all that time: a policy only makes its engine. When another one is elected the loop
 * moves to an engine of that; when there is none it waits, with all that was asked of it.
 *
 * <p>Any thread; no locks. Engines are made, moved to and given up on the loop's thread. Policies
 * are obtained and given back on others', since a container may make who does that wait.
 */
final class ManagedLoop {

  private static final Logger LOG = System.getLogger(ManagedLoop.class.getName());

  private final String name;
  private final LoopServices services;
  private final Listener listener;
  private final SwapSafeLoop loop;
  private final LoopThread thread;
  private final Vigil vigil;
  private final Publication publication = new Publication();

  /** Who should make the engine. */
  private volatile Optional<Maker> wanted = Optional.empty();

  /** Who made the engine that is there. Written by the loop's thread. */
  private volatile Optional<Lease<EventLoopPolicy>> maker = Optional.empty();

  /** Policies to be given back. */
  private final Queue<Lease<EventLoopPolicy>> unused = new ConcurrentLinkedQueue<>();

  private volatile LoopSettings settings;

  /** Changes that were asked for and are not made yet. */
  private final AtomicInteger pending = new AtomicInteger();

  /** Written under the monitor. */
  private volatile boolean started;

  private volatile boolean retired;

  /** Is told of a managed loop's life. */
  interface Listener {

    /** The loop runs now (on its thread), or is ending; {@link ManagedLoop#loop()} shows which. */
    default void changed() {}

    /** It has moved, from one policy's engine, or none, to that of another, or none. */
    void moved(String loop, Optional<String> from, Optional<String> to, Move move);

    /** The loop is closed; on its thread. */
    default void closed() {}

    /** The policy could not be obtained, or make or keep an engine; on the loop's thread. */
    void failed(Candidate<EventLoopPolicy> maker, Throwable failure);
  }

  ManagedLoop(LoopSettings settings, LoopServices services, Listener listener) {
    this.settings = settings;
    this.services = services;
    this.listener = listener;
    name = settings.name();
    loop = new SwapSafeLoop(name);
    thread = new LoopThread(loop, new Life());
    vigil = thread.vigil(name);
    thread.apply(settings);
    if (settings.debug()) {
      loop.setDebug(true);
    }
    loop.setSlowCallbackDuration(settings.slowCallback());
    loop.setGracePeriod(settings.grace());
  }

  /** Other settings, but for the name, which stays. */
  void apply(LoopSettings next) {
    LoopSettings before = settings;
    settings = next;
    thread.apply(next);
    if (next.debug() != before.debug()) {
      loop.setDebug(next.debug());
    }
    loop.setSlowCallbackDuration(next.slowCallback());
    loop.setGracePeriod(next.grace());
  }

  /** What is asked for of it. */
  LoopSettings settings() {
    return settings;
  }

  /** Looks whether a callback blocks it, and has it tidied. For one thread. */
  void look() {
    vigil.look(settings.blockedAfter());
    loop.tidy();
  }

  /** What blocks it. */
  Optional<String> blockage() {
    return vigil.blockage();
  }

  /** Its name. */
  String name() {
    return name;
  }

  /** The loop while it has an engine. */
  Optional<EventLoop> loop() {
    return maker.filter(lease -> !retired).map(lease -> loop);
  }

  /**
   * Has the loop follow {@code next}, which is obtained here: foreign code runs, so hold no lock.
   *
   * @return complete when it does; at once where there is nothing to be done
   */
  CompletableFuture<Void> follow(Optional<Maker> next) {
    wanted = next;
    if (!start(next.isPresent()) || (pending.get() == 0 && isMadeBy(next))) {
      return nothingToDo();
    }
    if (next.isEmpty()) {
      return change(() -> when(next, this::leave, () -> {}));
    }
    Candidate<EventLoopPolicy> candidate = next.get().candidate();
    try {
      return next.get()
          .take()
          .map(lease -> change(() -> when(next, () -> moveTo(lease), () -> unused.add(lease))))
          .orElseGet(ManagedLoop::nothingToDo);
    } catch (ProviderFailedException failure) {
      return change(() -> when(next, () -> fail(candidate, failure), () -> {}));
    }
  }

  private static CompletableFuture<Void> nothingToDo() {
    return CompletableFuture.completedFuture(null);
  }

  /** Gives back what the loop does not use any more; as {@link #follow}, not on its thread. */
  void giveBack() {
    for (Lease<?> lease = unused.poll(); lease != null; lease = unused.poll()) {
      lease.close();
    }
  }

  private boolean isMadeBy(Optional<Maker> next) {
    return next.map(Maker::candidate).equals(maker.map(Lease::candidate));
  }

  private CompletableFuture<Void> change(Runnable change) {
    CompletableFuture<Void> made = new CompletableFuture<>();
    pending.incrementAndGet();
    loop.between(
        () -> {
          try {
            change.run();
          } finally {
            pending.decrementAndGet();
            made.complete(null);
          }
        });
    return made;
  }

  /** Ends what engines have left behind and that needs code which has gone. */
  CompletableFuture<Void> endWithout(Predicate<Class<?>> gone) {
    if (!start(false) || !loop.needs(gone)) {
      return nothingToDo();
    }
    return change(() -> loop.endWithout(gone));
  }

  /** Whether this thread is the loop's, which cannot wait for itself. */
  boolean isCurrent() {
    return thread.isCurrent();
  }

  /** Asks for the end, for good; what is answered can be waited for. */
  LoopThread retire() {
    boolean first;
    synchronized (this) {
      first = !retired;
      retired = true;
    }
    if (first) {
      publication.close();
      listener.changed();
      thread.end();
    }
    return thread;
  }

  /** Says whether the thread lives, after this. */
  private synchronized boolean start(boolean now) {
    if (retired) {
      return false;
    }
    if (now && !started) {
      started = true;
      thread.start();
    }
    return started;
  }

  /** As the operator sees it; empty before its first policy. */
  Optional<LoopDTO> toDTO() {
    return Optional.of(new LoopDTO()).filter(dto -> started && !retired).map(this::fill);
  }

  private LoopDTO fill(LoopDTO dto) {
    dto.name = name;
    dto.policy = maker.map(lease -> lease.candidate().name()).orElse("");
    dto.type = loop.engine().map(engine -> engine.getClass().getName()).orElse("");
    dto.thread = thread.name();
    dto.running = loop.isRunning();
    return dto;
  }

  // on the loop's thread, between two runs of engines

  private void when(Optional<Maker> next, Runnable isWanted, Runnable otherwise) {
    boolean due = wanted.equals(next) && !retired && !isMadeBy(next);
    (due ? isWanted : otherwise).run();
  }

  private void moveTo(Lease<EventLoopPolicy> next) {
    Move move;
    try {
      move = moveToEngineOf(next.object());
    } catch (RuntimeException | Error failure) {
      fail(next.candidate(), failure);
      unused.add(next);
      return;
    }
    Optional<Lease<EventLoopPolicy>> before = maker;
    setContext(next, loop);
    maker = Optional.of(next);
    before.ifPresent(this::letGo);
    if (before.isEmpty()) {
      listener.changed();
      publication.publish(() -> services.register(name, loop));
    }
    listener.moved(name, before.map(ManagedLoop::nameOf), Optional.of(nameOf(next)), move);
  }

  private Move moveToEngineOf(EventLoopPolicy policy) {
    EventLoop engine = policy.newEventLoop();
    if (engine == null) {
      throw new IllegalStateException("newEventLoop gave null");
    }
    try {
      return loop.moveTo(engine);
    } catch (RuntimeException | Error refused) {
      close(engine, refused);
      throw refused;
    }
  }

  /** One that is not used, and belongs to nobody else; it is closed already, as often as not. */
  private static void close(EventLoop engine, Throwable why) {
    try {
      engine.close();
    } catch (RuntimeException | Error failure) {
      why.addSuppressed(failure);
    }
  }

  private void fail(Candidate<EventLoopPolicy> candidate, Throwable failure) {
    if (maker.filter(lease -> lease.candidate().isGone()).isPresent()) {
      leave(); // the one before cannot be kept either
    }
    listener.failed(candidate, failure);
  }

  private void leave() {
    Optional<Lease<EventLoopPolicy>> before = maker;
    maker = Optional.empty();
    if (before.isPresent()) {
      listener.changed(); // while the engine is there: watchers are detached from the loop
      Move move = loop.moveAway();
      before.ifPresent(this::letGo);
      listener.moved(name, before.map(ManagedLoop::nameOf), Optional.empty(), move);
    }
  }

  private void letGo(Lease<EventLoopPolicy> lease) {
    setContext(lease, null);
    unused.add(lease);
  }

  private static String nameOf(Lease<EventLoopPolicy> lease) {
    return lease.candidate().name();
  }

  /** A policy is foreign: whatever it throws, the loop goes on. */
  private void setContext(Lease<EventLoopPolicy> policy, EventLoop loopOrNull) {
    try {
      policy.object().setEventLoop(loopOrNull);
    } catch (RuntimeException | Error failure) {
      LOG.log(
          Level.WARNING,
          () -> "policy %s did not take loop %s".formatted(nameOf(policy), name),
          failure);
    }
  }

  private final class Life implements LoopThread.Life {

    @Override
    public void broken(RuntimeException failure) {
      Optional<Lease<EventLoopPolicy>> broken = maker;
      leave();
      broken.ifPresent(lease -> listener.failed(lease.candidate(), failure));
    }

    @Override
    public void ending() {
      maker.ifPresent(lease -> setContext(lease, null));
    }

    @Override
    public void ended() {
      Optional<Lease<EventLoopPolicy>> last = maker;
      maker = Optional.empty();
      listener.closed();
      last.ifPresent(unused::add);
      giveBack(); // nothing that this thread does can be held up any more
    }
  }
}
