package org.hotloop.posix.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** On which of two loops an exit is told, when the watcher moves from one to the other. */
class ChildWatchTest {

  private static final long FIRST = 4_000_043; // a watcher refuses the pid of its own JVM
  private static final long SECOND = 4_000_044;

  private final QueuedLoop before = new QueuedLoop();
  private final QueuedLoop now = new QueuedLoop();
  private final Set<Long> ended = new TreeSet<>();
  private final Set<Long> endedBefore = new TreeSet<>();
  private final Map<Long, QueuedLoop> told = new LinkedHashMap<>();
  private final ChildWatch watch = new ChildWatch(ChildWatchTest.class, new AllAtOnce());

  @Test
  @DisplayName("W13 W28 what was taken for the loop now is not told by a turn of the one before")
  void aTurnOfTheLoopBeforeTellsOnlyItsOwn() {
    watch.attachLoop(before.loop());
    watch.addChildHandler(FIRST, (pid, status) -> tellAfterATurnOfTheLoopBefore(pid));
    watch.addChildHandler(SECOND, this::tell);
    watch.attachLoop(now.loop());

    ended.addAll(Set.of(FIRST, SECOND));
    now.run();

    assertEquals(Map.of(FIRST, now, SECOND, now), told);
  }

  @Test
  @DisplayName("W13 what was taken for a loop that never ran again is told by the one now")
  void theLoopNowTellsWhatIsLeft() {
    watch.attachLoop(before.loop());
    endedBefore.add(FIRST);
    watch.addChildHandler(FIRST, this::tell);
    watch.attachLoop(now.loop());

    now.run();
    before.run();

    assertEquals(Map.of(FIRST, now), told);
  }

  @Test
  @DisplayName("W14 what was taken before a detach is told by the turn that took it")
  void aTurnTellsWhatItTookBeforeADetach() {
    watch.attachLoop(before.loop());
    watch.addChildHandler(
        FIRST,
        (pid, status) -> {
          watch.attachLoop(null);
          tell(pid, status);
        });
    watch.addChildHandler(SECOND, this::tell);
    ended.addAll(Set.of(FIRST, SECOND));

    before.run();

    assertEquals(Map.of(FIRST, before, SECOND, before), told);
  }

  private void tellAfterATurnOfTheLoopBefore(long pid) {
    before.run();
    tell(pid, null);
  }

  private void tell(long pid, ExitStatus statusOrNull) {
    told.put(pid, QueuedLoop.running());
  }

  /** Takes all that have ended in one step, before the first of them is told. */
  private final class AllAtOnce implements WaitStrategy {

    @Override
    public boolean listensToSigchld() {
      return false;
    }

    @Override
    public boolean needsTick(Registrations registrations) {
      return false;
    }

    @Override
    public boolean admit(long pid, ChildHandler handler, Registrations registrations) {
      if (endedBefore.remove(pid)) {
        return registrations.deliver(pid, new Exited(0), handler);
      }
      registrations.await(pid, handler);
      return true;
    }

    @Override
    public void check(long pid, Turn turn) {
      turn.step(registrations -> false);
    }

    @Override
    public void sweep(Turn turn) {
      turn.step(
          registrations -> {
            ended.forEach(pid -> registrations.deliver(pid, new Exited(0)));
            ended.clear();
            return true;
          });
    }
  }
}
