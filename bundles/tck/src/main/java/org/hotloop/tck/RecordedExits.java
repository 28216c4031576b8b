package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
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
    Conditions.await(
        "exits of " + returncodes, () -> byPid().keySet().containsAll(returncodes.keySet()));
    assertExactly(returncodes);
  }

  /**
   * Asserts that each of these pids was told once until now, with its own code, and no other.
   *
   * @param returncodes asyncio's number for each pid
   */
  public void assertExactly(Map<Long, Integer> returncodes) {
    Map<Long, List<Integer>> once = new TreeMap<>();
    returncodes.forEach((pid, code) -> once.put(pid, List.of(code)));
    assertEquals(once, byPid());
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
