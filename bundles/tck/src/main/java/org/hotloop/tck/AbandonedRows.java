package org.hotloop.tck;

import static org.hotloop.tck.SubprocessRig.piped;

import java.lang.ref.WeakReference;
import org.hotloop.baseline.Baseline;
import org.hotloop.baseline.Zombies;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.Subprocess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Children whose owner forgets them. */
interface AbandonedRows extends SubprocessRows {

  @Test
  @DisplayName(
      "X48 a Subprocess that nobody holds any more leaves no zombie, no descriptor, no object")
  default void droppedHandle() throws Exception {
    Baseline before = Baseline.ofDescriptors();
    Abandoned child = abandon("/bin/sh", "-c", "echo unread; exec sleep 60");
    System.gc();
    Posix.get().children().signal(child.pid(), RealChildren.SIGKILL);
    SubprocessRig.awaitNoChild();
    before.awaitRestored(Conditions.NEVER);
    Conditions.await(
        "nothing holds what has ended",
        () -> {
          System.gc();
          return child.handle().get() == null;
        });
  }

  @Test
  @DisplayName("X48 children that end by themselves, their handles dropped at once, are reaped")
  default void droppedHandlesOfMany() throws Exception {
    for (int child = 0; child < 50; child++) {
      abandon("/bin/true");
    }
    System.gc();
    SubprocessRig.awaitNoChild();
    Conditions.awaitNone("zombies", Zombies::now);
  }

  private Abandoned abandon(String... command) throws Exception {
    Subprocess process = rig().start(piped(command));
    return new Abandoned(process.pid(), new WeakReference<>(process));
  }

  /** What is left of a child that nobody holds. */
  record Abandoned(long pid, WeakReference<Subprocess> handle) {}
}
