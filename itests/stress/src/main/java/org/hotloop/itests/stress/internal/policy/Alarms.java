package org.hotloop.itests.stress.internal.policy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hotloop.itests.stress.internal.policy.Findings.Kind;

/** Timers by their number: each rings once, and in time. Any thread. */
final class Alarms {

  /** Later than that is as good as never. */
  static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Findings findings;

  /** When those are due that have not rung. Guarded by this, as are the others. */
  private final Map<Long, Long> pending = new HashMap<>();

  private long set;
  private long rung;
  private long latest;

  Alarms(Findings findings) {
    this.findings = findings;
  }

  /** One is about to be set; answers its number. */
  synchronized long set(long now, Duration delay) {
    pending.put(set, now + delay.toNanos());
    return set++;
  }

  /** It rings. */
  synchronized void rings(long number, long now) {
    Long due = pending.remove(number);
    if (due == null) {
      findings.add(Kind.DOUBLED, "timer " + number);
      return;
    }
    rung++;
    long late = now - due;
    latest = Math.max(latest, late);
    if (late < 0) {
      findings.add(Kind.EARLY, "timer %d, by %d ns".formatted(number, -late));
    } else if (late > LATE_NANOS) {
      findings.add(Kind.LATE, "timer %d, by %d ms".formatted(number, late / 1_000_000));
    }
  }

  synchronized int pending() {
    return pending.size();
  }

  synchronized long rung() {
    return rung;
  }

  /** How late the latest one was. */
  synchronized Duration latest() {
    return Duration.ofNanos(latest);
  }

  /** No more rings. */
  synchronized void judge() {
    pending.keySet().forEach(number -> findings.add(Kind.LOST, "timer " + number));
  }
}
