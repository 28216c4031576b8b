package org.hotloop.tck;

import java.lang.reflect.Constructor;
import java.util.Map;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.tck.RealChildren.Gate;

/**
 * The program of a JVM that starts its first {@link Process} while a child is watched: the JDK
 * resets SIGCHLD then, once in a JVM's life, so a test needs a JVM of its own.
 */
final class FirstProcess {

  private static final int CODE = 37;

  private FirstProcess() {}

  /**
   * Ends with 0 when the exit was told.
   *
   * @param arguments the name of the suite that makes the watcher
   */
  public static void main(String[] arguments) throws Exception {
    Constructor<?> suite = Class.forName(arguments[0]).getDeclaredConstructor();
    suite.setAccessible(true);
    WatcherBench bench = (WatcherBench) suite.newInstance();
    try (LoopThread main = new LoopThread(bench.newEventLoop());
        ChildWatcher watcher = bench.newWatcher();
        RealChildren children = new RealChildren()) {
      watcher.attachLoop(main.loop());
      watchOverTheFirstProcess(watcher, children);
    }
    // The native layer's threads are daemons, and so are the JDK's.
  }

  private static void watchOverTheFirstProcess(ChildWatcher watcher, RealChildren children)
      throws Exception {
    RecordedExits exits = new RecordedExits();
    Gate gate = children.newGate();
    long pid;
    try (ForkGuard guard = watcher.enter()) {
      pid = children.spawn(gate, CODE);
      watcher.addChildHandler(pid, exits);
    }
    new ProcessBuilder("/bin/true").start().waitFor();
    gate.open();
    exits.awaitExactly(Map.of(pid, CODE));
  }
}
