package org.hotloop.itests.stress.internal.watcher;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hotloop.child.ExitStatus;

/** One child: what was meant to become of it, and what was told of it. Any thread. */
final class Child {

  /** What one call of its handler said. */
  record Call(long pid, ExitStatus status) {}

  private final int id;
  private final Ending ending;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private volatile long pid;

  Child(int id, Ending ending) {
    this.id = id;
    this.ending = ending;
  }

  int id() {
    return id;
  }

  Ending ending() {
    return ending;
  }

  /** Whoever spawned it says which pid it has; its handler may have been called before. */
  void started(long itsPid) {
    pid = itsPid;
  }

  /** 0 while it is not known. */
  long pid() {
    return pid;
  }

  /** Its handler was called; answers how often it was by now. */
  int told(long ofPid, ExitStatus status) {
    calls.add(new Call(ofPid, status));
    return calls.size();
  }

  boolean isTold() {
    return !calls.isEmpty();
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }
}
