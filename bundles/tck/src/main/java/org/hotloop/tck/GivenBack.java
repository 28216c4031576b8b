package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Collectors;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.tck.RealChildren.Gate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a watcher took, opened and started is gone when it is closed, and so are its handlers. */
abstract class GivenBack extends AttachedAndDetached {

  GivenBack() {}

  @Test
  @DisplayName("W15 closed: handlers are gone, the signal handler is given back, again is harmless")
  void givesEverythingBack() throws Exception {
    ObservedSigchld sigchld = new ObservedSigchld(main.loop());
    watcher.attachLoop(sigchld.loop());
    Gate gate = children.newGate();
    long pid = watch(gate, 15);

    watcher.close();
    watcher.close();

    assertFalse(sigchld.isHandled());
    assertFalse(watcher.isActive());
    assertFalse(watcher.removeChildHandler(pid));
    children.end(gate, pid);
    main.settle();
    exits.assertExactly(Map.of());
    assertTrue(children.steal(pid));
  }

  @Test
  @DisplayName("W15 closed over children that run: a warning names them, for nobody reaps them now")
  void warnsOfChildrenItAbandons() throws Exception {
    Gate gate = children.newGate();
    long first = watch(gate, 1);
    long second = watch(gate, 2);
    long retained = watch(gate, 3, retained(exits));

    watcher.close();
    watcher.close();

    assertEquals(1, log.warnings().size(), log.warnings()::toString);
    assertTrue(log.names(first) && log.names(second), log.warnings()::toString);
    assertFalse(log.names(retained), log.warnings()::toString);
    children.end(gate, first, second, retained);
    for (long pid : List.of(first, second, retained)) {
      assertTrue(children.steal(pid));
    }
  }

  @Test
  @DisplayName("W15 closed: the threads that it started end")
  void endsItsThreads() throws Exception {
    standAside();
    Set<Thread> before = threads();
    try (ChildWatcher fresh = newWatcher()) {
      letAChildEnd(fresh);
    }
    Conditions.awaitNone(
        "threads that the watcher left",
        () ->
            threads().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread != Thread.currentThread()) // it looks
                .toList());
  }

  @Test
  @DisplayName("W15 X14 what it opens is closed in children, whoever starts them")
  void opensNothingThatIsInherited() throws Exception {
    standAside();
    Set<Integer> before = ProcFs.descriptors();
    try (ChildWatcher fresh = newWatcher()) {
      letAChildEnd(fresh);
      List<Integer> inherited =
          ProcFs.descriptors().stream()
              .filter(descriptor -> !before.contains(descriptor))
              .filter(descriptor -> !ProcFs.closesOnExec(descriptor))
              .toList();
      assertEquals(List.of(), inherited, "descriptors without close-on-exec");
    }
  }

  /** So that whatever it starts and opens is there. */
  private void letAChildEnd(ChildWatcher fresh) throws Exception {
    fresh.attachLoop(main.loop());
    Gate gate = children.newGate();
    try (ForkGuard guard = fresh.enter()) {
      long pid = children.spawn(gate, 15);
      fresh.addChildHandler(pid, exits);
      gate.open();
      exits.awaitExactly(Map.of(pid, 15));
    }
  }

  /** But for those that the JDK starts by itself. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !(thread instanceof ForkJoinWorkerThread))
        .filter(GivenBack::isOfAnApplication)
        .collect(Collectors.toSet());
  }

  private static boolean isOfAnApplication(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group != null && !group.getName().equals("system");
  }

  @Test
  @DisplayName("W15 closed with nothing pending: no warning")
  void closesQuietlyWhenIdle() throws Exception {
    assertAlive();
    watcher.close();
    assertEquals(List.of(), log.warnings());
  }

  @Test
  @DisplayName("W15 closed: attaching and registering are refused")
  void refusesEverythingWhenClosed() throws Exception {
    watcher.close();
    assertRefusedToRegister();
    assertThrows(IllegalStateException.class, () -> watcher.attachLoop(main.loop()));
    assertThrows(IllegalStateException.class, () -> watcher.attachLoop(null));
  }
}
