package org.hotloop.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.hotloop.UnknownProviderException;
import org.junit.jupiter.api.Test;

/** {@code hotloop:watcher} and {@code hotloop:policy}, parsed by gogo itself. */
class ChoiceCommandsTest {

  private final FakeRuntime runtime = new FakeRuntime();

  @Test
  void withoutArgumentsTheProvidersAreListed() throws Exception {
    assertEquals(
        """
        watcher: safe (the highest ranking)
             name  ranking  bundle                    remark
          *  safe        0  org.hotloop.watcher.safe
             fast     -100  org.hotloop.watcher.fast""",
        watcher("hotloop:watcher"));
    assertEquals(List.of(), runtime.calls);
  }

  @Test
  void aNamePinsAndTheSwapIsReported() throws Exception {
    runtime.swap = Optional.of(Snapshots.swap(4, "safe", "fast"));

    assertEquals(
        "swap 4: watcher safe -> fast, 3 moved, 1 delivered meanwhile, 0 parked, 0 unknown, 1.50 ms",
        watcher("hotloop:watcher fast"));
    assertEquals(List.of("pin watcher fast"), runtime.calls);
  }

  @Test
  void autoGivesTheChoiceBack() throws Exception {
    assertEquals("watcher stays safe (the highest ranking)", watcher("hotloop:watcher --auto"));
    assertEquals(List.of("unpin watcher"), runtime.calls);
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseThatExist() {
    UnknownProviderException unknown =
        assertThrows(UnknownProviderException.class, () -> watcher("hotloop:watcher slow"));

    assertEquals("no watcher named 'slow'; there are: safe, fast", unknown.getMessage());
  }

  @Test
  void moreThanOneWishIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> watcher("hotloop:watcher safe fast"));
    assertThrows(IllegalArgumentException.class, () -> watcher("hotloop:watcher --auto fast"));
    assertEquals(List.of(), runtime.calls);
  }

  @Test
  void policiesAreChosenTheSameWay() throws Exception {
    policy("hotloop:policy default");
    policy("hotloop:policy --auto");

    assertEquals(List.of("pin policy default", "unpin policy"), runtime.calls);
  }

  private Object watcher(String line) throws Exception {
    try (GogoSession session = new GogoSession(new WatcherCommand(runtime), "watcher")) {
      return session.execute(line);
    }
  }

  private Object policy(String line) throws Exception {
    try (GogoSession session = new GogoSession(new PolicyCommand(runtime), "policy")) {
      return session.execute(line);
    }
  }
}
