package org.hotloop.runtime.internal.loops;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.dto.LoopDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Lease;

/**
 * A loop that the runtime runs under a name, published while it runs. It stays with the policy that
 * made it as long as that policy is there; then it is ended, and the next policy makes a new one.
 * Any thread; no locks: who takes the running one away ends it.
 */
final class ManagedLoop {

  /** Stands for the running one when there will never be one again. */
  private static final Running RETIRED = new Running(null, null);

  private final String name;
  private final String threadName;
  private final LoopServices services;
  private final Listener listener;

  /** Null while there is no loop. */
  private final AtomicReference<Running> running = new AtomicReference<>();

  private record Running(LoopThread thread, Publication publication) {}

  /** Is told of a managed loop's life. */
  interface Listener {

    /** The loop runs now (on its thread), or is ending; {@link ManagedLoop#loop()} shows which. */
    default void changed() {}

    /** The loop is closed; on its thread. */
    default void closed() {}

    /** The policy could not make or keep a loop; on the loop's thread. */
    void failed(Candidate<EventLoopPolicy> maker, Throwable failure);
  }

  ManagedLoop(String name, String threadName, LoopServices services, Listener listener) {
    this.name = name;
    this.threadName = threadName;
    this.services = services;
    this.listener = listener;
  }

  /** The loop while it runs. */
  Optional<EventLoop> loop() {
    return live().flatMap(now -> now.thread().loop());
  }

  /** Has {@code policy} make the loop, unless there is one. */
  void make(Lease<EventLoopPolicy> policy) {
    if (running.get() != null) {
      return;
    }
    Optional<Lease<EventLoopPolicy>> maker = policy.retain();
    if (maker.isEmpty()) {
      return; // it has just gone; whoever elects the next one comes here again
    }
    LoopThread thread = new LoopThread(threadName, maker.get(), new Life());
    if (running.compareAndSet(null, new Running(thread, new Publication()))) {
      thread.start();
    } else {
      maker.get().close();
    }
    endIf(Candidate::isGone); // it may have gone beside us, when there was nothing to end yet
  }

  /** Asks for the end if {@code goes} says so of its maker; the answer can be waited for. */
  Optional<LoopThread> endIf(Predicate<Candidate<EventLoopPolicy>> goes) {
    return live()
        .filter(now -> goes.test(now.thread().maker().candidate()))
        .filter(now -> running.compareAndSet(now, null))
        .map(this::end);
  }

  /** Asks for the end, for good; what is answered can be waited for. */
  Optional<LoopThread> retire() {
    Running now = running.getAndSet(RETIRED);
    return Optional.ofNullable(now).filter(one -> one != RETIRED).map(this::end);
  }

  private LoopThread end(Running taken) {
    taken.publication().close();
    listener.changed();
    taken.thread().end();
    return taken.thread();
  }

  private Optional<Running> live() {
    return Optional.ofNullable(running.get()).filter(now -> now != RETIRED);
  }

  /** As the operator sees it; empty when there is no loop. */
  Optional<LoopDTO> toDTO() {
    return live().map(now -> toDTO(now.thread()));
  }

  private LoopDTO toDTO(LoopThread thread) {
    LoopDTO dto = new LoopDTO();
    dto.name = name;
    dto.policy = thread.maker().candidate().name();
    dto.type = thread.loop().map(loop -> loop.getClass().getName()).orElse("");
    dto.thread = thread.threadName();
    dto.running = thread.loop().filter(EventLoop::isRunning).isPresent();
    return dto;
  }

  /** What the thread tells, as far as it still is the one that counts. */
  private final class Life implements LoopThread.Life {

    @Override
    public void runs(LoopThread thread, EventLoop loop) {
      listener.changed();
      mine(thread).ifPresent(now -> now.publication().publish(() -> services.register(name, loop)));
    }

    @Override
    public void ended(LoopThread thread, Optional<Throwable> failure) {
      listener.closed();
      failure.ifPresent(thrown -> unasked(thread, thrown));
    }

    private void unasked(LoopThread thread, Throwable thrown) {
      mine(thread).filter(now -> running.compareAndSet(now, null)).ifPresent(ManagedLoop.this::end);
      listener.failed(thread.maker().candidate(), thrown);
    }

    private Optional<Running> mine(LoopThread thread) {
      return live().filter(now -> now.thread() == thread);
    }
  }
}
