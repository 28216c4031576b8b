package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;

/** A handler that writes down each of its calls. Any thread. */
public final class RecordedExits implements ChildHandler {

  private final List<Call> calls = new CopyOnWriteArrayList<>();

  /** With nothing written yet. */
  public RecordedExits() {}

  @Override
  public void childExited(long pid, ExitStatus status) {
    calls.add(new Call(pid, status, Thread.currentThread()));
  }

  /** The calls until now, in order. */
  public List<Call> calls() {
    return calls;
  }

  /**
   * Waits until each of these pids was told, then asserts that each was told once, with its own
   * code, and no other.
   *
   * @param returncodes asyncio's number for each pid
   */
  public void awaitExactly(Map<Long, Integer> returncodes) {
    try {
      Conditions.await(
          "exits of " + returncodes, () -> byPid().keySet().containsAll(returncodes.keySet()));
    } finally {
      // also when some never came: which ones is what the failure must say
      assertExactly(returncodes);
    }
  }

  /**
   * Asserts that each of these pids was told once until now, with its own code, and no other.
   *
   * @param returncodes asyncio's number for each pid
   */
  public void assertExactly(Map<Long, Integer> returncodes) {
    Map<Long, List<Integer>> once = new TreeMap<>();
    returncodes.forEach((pid, code) -> once.put(pid, List.of(code)));
    Map<Long, List<Integer>> told = byPid();
    assertEquals(once, told, () -> verdict(once, told));
  }

  /** The oracle's words: whose exit never came, came again, with another's code, or to nobody. */
  private static String verdict(Map<Long, List<Integer>> once, Map<Long, List<Integer>> told) {
    return Stream.of(
            charge("lost", once, (pid, codes) -> !told.containsKey(pid)),
            charge("doubled", told, (pid, codes) -> codes.size() > 1),
            charge(
                "misattributed",
                told,
                (pid, codes) -> !once.getOrDefault(pid, codes).containsAll(codes)),
            charge("undue", told, (pid, codes) -> !once.containsKey(pid)))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> charge(
      String what, Map<Long, List<Integer>> codes, BiPredicate<Long, List<Integer>> of) {
    List<Long> pids = codes.keySet().stream().filter(pid -> of.test(pid, codes.get(pid))).toList();
    return pids.isEmpty() ? Optional.empty() : Optional.of(what + " " + pids);
  }

  private Map<Long, List<Integer>> byPid() {
    return calls.stream()
        .collect(
            Collectors.groupingBy(
                Call::pid,
                TreeMap::new,
                Collectors.mapping(call -> call.status().returncode(), Collectors.toList())));
  }

  /** One call of the handler. */
  public record Call(long pid, ExitStatus status, Thread thread) {}
}
