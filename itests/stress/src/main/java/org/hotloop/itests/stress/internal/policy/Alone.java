package org.hotloop.itests.stress.internal.policy;

import java.util.concurrent.atomic.AtomicReference;
import org.hotloop.itests.stress.internal.policy.Findings.Kind;

/** Sees whether callbacks run on the loop's thread, and none while another one does. Any thread. */
final class Alone {

  private final Findings findings;
  private final String thread;
  private final AtomicReference<String> inside = new AtomicReference<>();

  /**
   * @param thread the name of the loop's thread
   */
  Alone(Findings findings, String thread) {
    this.findings = findings;
    this.thread = thread;
  }

  /** Runs what a callback does. */
  void run(String name, Runnable work) {
    String here = Thread.currentThread().getName();
    if (!here.equals(thread)) {
      findings.add(Kind.ASTRAY, "%s ran on thread %s".formatted(name, here));
    }
    String other = inside.getAndSet(name);
    if (other != null) {
      findings.add(Kind.BESIDE_ANOTHER, "%s ran while %s did".formatted(name, other));
    }
    try {
      work.run();
    } finally {
      inside.compareAndSet(name, null); // else the other one says when it is over
    }
  }
}
