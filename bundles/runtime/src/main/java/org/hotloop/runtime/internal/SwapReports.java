package org.hotloop.runtime.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.election.SwapLog;

/** Numbers the swaps, logs them and keeps the last hundred. Any thread. */
final class SwapReports implements SwapLog {

  private static final Logger LOG = System.getLogger(SwapReports.class.getName());
  private static final int KEPT = 100;

  private final Consumer<SwapDTO> events;

  /** The newest first; guarded by itself, as is the epoch. */
  private final Deque<SwapDTO> kept = new ArrayDeque<>();

  private long epoch;

  /**
   * @param events sends a report on; called with no lock held
   */
  SwapReports(Consumer<SwapDTO> events) {
    this.events = events;
  }

  /** Completes a report with its epoch and time. */
  @Override
  public SwapDTO keep(SwapDTO report) {
    synchronized (kept) {
      report.epoch = ++epoch;
      report.time = System.currentTimeMillis();
      kept.addFirst(report);
      if (kept.size() > KEPT) {
        kept.removeLast();
      }
      return copy(report);
    }
  }

  @Override
  public void publish(SwapDTO kept) {
    LOG.log(Level.INFO, () -> line(kept));
    events.accept(kept);
  }

  /** The last hundred, the newest first; the caller's own. */
  List<SwapDTO> last() {
    synchronized (kept) {
      return kept.stream().map(SwapReports::copy).toList();
    }
  }

  private static String line(SwapDTO report) {
    return String.format(
        Locale.ROOT,
        "%s swap %d: %s -> %s (%s); moved %d, delivered %d, parked %d, limbo %d, unknown %d, in %.1f ms",
        report.kind,
        report.epoch,
        Objects.requireNonNullElse(report.from, "none"),
        Objects.requireNonNullElse(report.to, "none"),
        report.reason,
        report.moved,
        report.delivered,
        report.parked,
        report.limbo,
        report.unknown,
        report.durationNanos / 1e6);
  }

  private static SwapDTO copy(SwapDTO report) {
    SwapDTO copy = new SwapDTO();
    copy.epoch = report.epoch;
    copy.kind = report.kind;
    copy.from = report.from;
    copy.to = report.to;
    copy.reason = report.reason;
    copy.moved = report.moved;
    copy.delivered = report.delivered;
    copy.parked = report.parked;
    copy.limbo = report.limbo;
    copy.unknown = report.unknown;
    copy.durationNanos = report.durationNanos;
    copy.time = report.time;
    return copy;
  }
}
