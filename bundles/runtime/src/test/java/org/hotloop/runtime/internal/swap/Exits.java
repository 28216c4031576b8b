package org.hotloop.runtime.internal.swap;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;

/** A handler that writes down its calls. */
final class Exits implements ChildHandler {

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> threads = new CopyOnWriteArrayList<>();

  @Override
  public void childExited(long pid, ExitStatus status) {
    calls.add(pid + ":" + status.returncode());
    threads.add(Thread.currentThread().getName());
  }

  List<String> calls() {
    return calls;
  }

  List<String> threads() {
    return threads;
  }
}
