package org.hotloop.shell.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hotloop.dto.ChildDTO;
import org.hotloop.dto.ImpedimentDTO;
import org.hotloop.dto.LoopDTO;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.dto.SwapDTO;

/** A runtime's snapshot as text for an operator. */
final class StatusReport {

  private static final int CHILDREN_SHOWN = 10;
  private static final int SWAPS_SHOWN = 10;

  private final RuntimeDTO runtime;
  private final Instant now;

  /**
   * @param now from when the age of children is counted
   */
  StatusReport(RuntimeDTO runtime, Instant now) {
    this.runtime = runtime;
    this.now = now;
  }

  /** What cannot work comes first, since it explains the rest. */
  String render() {
    return String.join("\n", sections()).stripTrailing();
  }

  private List<String> sections() {
    List<String> always =
        List.of(
            ElectionReport.render("policy", runtime.policy),
            ElectionReport.render("watcher", runtime.watcher),
            loops(),
            children(),
            swaps());
    return runtime.impediments.isEmpty() ? always : prepend(impediments(), always);
  }

  private static List<String> prepend(String first, List<String> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }

  private String impediments() {
    StringBuilder text = new StringBuilder("impediments:\n");
    for (ImpedimentDTO impediment : runtime.impediments) {
      text.append("  %s: %s\n".formatted(impediment.subject, impediment.reason));
      text.append("    %s\n".formatted(impediment.consequence));
    }
    return text.toString();
  }

  private String loops() {
    if (runtime.loops.isEmpty()) {
      return "loops: none\n";
    }
    TextTable table = new TextTable("name", "policy", "type", "thread", "state");
    for (LoopDTO loop : runtime.loops) {
      table.row(
          loop.name, loop.policy, loop.type, loop.thread, loop.running ? "running" : "not running");
    }
    return "loops:\n" + table.render();
  }

  private String children() {
    String count =
        "children: %d, parked: %d%s\n".formatted(runtime.children.size(), runtime.parked, limbo());
    if (runtime.children.isEmpty()) {
      return count;
    }
    TextTable table = new TextTable("pid", "owner", "age");
    for (ChildDTO child : firstOf(runtime.children, CHILDREN_SHOWN)) {
      table.row(child.pid, child.owner.isEmpty() ? "unknown" : child.owner, age(child));
    }
    return count + table.render() + more(runtime.children, CHILDREN_SHOWN);
  }

  /** Those whose status only a failed provider may have; seldom there, so seldom told of. */
  private String limbo() {
    return runtime.limbo == 0 ? "" : ", in limbo: %d".formatted(runtime.limbo);
  }

  private String age(ChildDTO child) {
    long seconds = Duration.between(Instant.ofEpochMilli(child.since), now).toSeconds();
    return Math.max(0, seconds) + " s";
  }

  private String swaps() {
    if (runtime.swaps.isEmpty()) {
      return "swaps: none\n";
    }
    List<SwapDTO> newest = firstOf(runtime.swaps, SWAPS_SHOWN);
    return "swaps, the newest first:\n"
        + SwapReport.table(newest)
        + more(runtime.swaps, SWAPS_SHOWN);
  }

  private static <T> List<T> firstOf(List<T> all, int limit) {
    return all.subList(0, Math.min(all.size(), limit));
  }

  private static String more(List<?> all, int limit) {
    return all.size() > limit ? "  and %d more\n".formatted(all.size() - limit) : "";
  }
}
