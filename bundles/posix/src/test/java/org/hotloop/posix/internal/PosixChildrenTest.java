package org.hotloop.posix.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.WaitResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With a spawn that returns late, as a thread that was preempted would. */
class PosixChildrenTest {

  private final NativeLibrary library = NativeProcess.get().library();
  private final Spawner spawner = new Spawner(library);
  private final PosixChildren children = new PosixChildren(library, this::spawnAndLoseIt);

  @Test
  @DisplayName("X10 a child reaped before its spawn returned is not taken for alive")
  void whatIsReapedDuringItsSpawnIsNotListed() throws Exception {
    long pid = children.spawn(exitsAtOnce());

    assertEquals(0, children.unreaped());
    assertFalse(children.signal(pid, 9));
  }

  private long spawnAndLoseIt(SpawnRequest request) throws PosixException {
    long pid = spawner.spawn(request);
    await().until(() -> children.reapAny() instanceof WaitResult.Reaped);
    return pid;
  }

  private static SpawnRequest exitsAtOnce() {
    return new SpawnRequest("/bin/true", List.of("true"), List.of(), Optional.empty(), 0, 1, 2);
  }
}
