package org.hotloop.posix.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.hotloop.child.Exited;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.posix.WaitResult;
import org.hotloop.subprocess.OsString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happens during a spawn: between the child's beginning and its pid's being known. */
class PosixChildrenTest {

  private final NativeLibrary library = NativeProcess.get().library();
  private final Spawner spawner = new Spawner(library);

  @Test
  @DisplayName("X10 a child reaped by others before its spawn returned is not taken for alive")
  void whatIsReapedDuringItsSpawnIsNotListed() throws Exception {
    PosixChildren children =
        childrenMadeBy(
            request -> {
              long pid = spawner.spawn(request);
              assertEquals(pid, library.posix().waitpid(pid, new int[1], 0));
              return pid;
            });
    long pid = children.spawn(program("true"));

    assertEquals(0, children.unreaped());
    assertFalse(children.signal(pid, 9));
  }

  @Test
  @DisplayName(
      "Fault 24: a zombie that may be of a spawn under way is left until that spawn is over")
  void whatMayBeOfASpawnUnderWayIsLeft() throws Exception {
    AtomicReference<PosixChildren> children = new AtomicReference<>();
    children.set(
        childrenMadeBy(
            request -> {
              long pid = spawner.spawn(request);
              await().until(() -> children.get().reapAny() instanceof WaitResult.Held);
              return pid;
            }));
    long pid = children.get().spawn(program("true"));

    assertEquals(1, children.get().unreaped());
    assertEquals(new WaitResult.Reaped(pid, new Exited(0)), children.get().reapAny());
  }

  @Test
  @DisplayName("Fault 24: what a later spawn cannot have made is taken, and so is what is known")
  void whatNoSpawnUnderWayCanHaveMadeIsTaken() throws Exception {
    AtomicReference<PosixChildren> children = new AtomicReference<>();
    List<WaitResult> during = new ArrayList<>();
    children.set(
        childrenMadeBy(
            request -> {
              if (request
                  .program()
                  .path()
                  .equals(OsString.of("/bin/false"))) { // the later spawn: a known zombie is there
                during.add(children.get().reapAny());
              }
              return spawner.spawn(request);
            }));
    long known = children.get().spawn(program("true"));
    await().until(() -> ended(known));
    long last = children.get().spawn(program("false"));

    assertEquals(List.of(new WaitResult.Reaped(known, new Exited(0))), during);
    await().until(() -> children.get().reap(last) instanceof WaitResult.Reaped);
  }

  @Test
  @DisplayName("Fault 24: the child of a failed spawn is never anybody's but the C library's")
  void theChildOfAFailedSpawnIsNobodysToTake() throws Exception {
    PosixChildren children = childrenMadeBy(spawner::spawn);
    AtomicBoolean spawning = new AtomicBoolean(true);
    CompletableFuture<List<WaitResult>> taken =
        CompletableFuture.supplyAsync(
            () -> {
              List<WaitResult> results = new ArrayList<>();
              while (spawning.get()) {
                if (children.reapAny() instanceof WaitResult.Reaped reaped) {
                  results.add(reaped);
                }
              }
              return results;
            });
    for (int i = 0; i < 300; i++) {
      assertThrows(PosixException.class, () -> children.spawn(program("no-such-program")));
    }
    spawning.set(false);

    assertEquals(List.of(), taken.get(60, TimeUnit.SECONDS));
  }

  private PosixChildren childrenMadeBy(PosixChildren.SpawnCall spawn) {
    return NativeProcess.of(library, spawn).children();
  }

  private static boolean ended(long pid) throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z");
  }

  private static SpawnRequest program(String name) {
    return new SpawnRequest(
        Program.of(List.of(), "/bin/" + name, name), new DescriptorTable(0, 1, 2));
  }
}
