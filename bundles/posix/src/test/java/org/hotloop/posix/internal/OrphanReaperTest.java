package org.hotloop.posix.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.posix.WaitResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Children whose thread has ended belong to the first thread, as adopted ones do: so a process that
 * adopts none can show what is taken and what is left. The real thing is the watchers' contract's.
 */
class OrphanReaperTest {

  private static final int LOOKS = 3;

  private final NativeLibrary library = NativeProcess.get().library();
  private final Spawner spawner = new Spawner(library);
  private final PosixChildren children = NativeProcess.of(library, spawner::spawn).children();
  private final ProcFs proc = new ProcFs();
  private final OrphanReaper reaper = new OrphanReaper(children, proc);

  @Test
  @DisplayName("Fault 27: a zombie that nobody knows is taken at the third look, not before")
  void takesWhatNobodyKnows() throws Exception {
    long orphan = onAThreadThatEnds(() -> spawner.spawn(program("true")));
    awaitZombieOfLeader(orphan);
    reaper.look();
    reaper.look();
    assertTrue(proc.zombie(orphan).isPresent());
    reaper.look();
    assertFalse(children.isChild(orphan));
  }

  @Test
  @DisplayName("Fault 27: what runs is left, and its looks count from its end")
  void leavesWhatRuns() throws Exception {
    long orphan = onAThreadThatEnds(() -> spawner.spawn(program("sleep")));
    await().until(() -> proc.childrenOfLeader().contains(orphan));
    look(LOOKS);
    library.posix().kill(orphan, 9);
    awaitZombieOfLeader(orphan);
    look(LOOKS - 1);
    assertTrue(proc.zombie(orphan).isPresent());
    look(1);
    assertFalse(children.isChild(orphan));
  }

  @Test
  @DisplayName("Fault 27: what was spawned here is left to who waits for it")
  void leavesWhatWasSpawnedHere() throws Exception {
    long ours = onAThreadThatEnds(() -> children.spawn(program("true")));
    awaitZombieOfLeader(ours);
    look(LOOKS + 1);
    assertTrue(children.reap(ours) instanceof WaitResult.Reaped);
  }

  @Test
  @DisplayName("Fault 27: what somebody asked about, as a watcher does, is left until it is reaped")
  void leavesWhatSomebodyAskedAbout() throws Exception {
    long foreign = onAThreadThatEnds(() -> spawner.spawn(program("true")));
    assertTrue(children.isChild(foreign));
    awaitZombieOfLeader(foreign);
    look(LOOKS + 1);
    assertTrue(children.reap(foreign) instanceof WaitResult.Reaped);
    assertFalse(children.isKnown(foreign));
  }

  @Test
  @DisplayName("Fault 27: a question about a child that others reaped is forgotten with its pid")
  void forgetsWhatOthersReaped() throws Exception {
    long foreign = spawner.spawn(program("true"));
    assertTrue(children.isChild(foreign));
    assertEquals(foreign, library.posix().waitpid(foreign, new int[1], 0));
    look(1);
    assertFalse(children.isKnown(foreign));
  }

  @Test
  @DisplayName("Fault 27: the child of a thread that lives is that thread's, and is left")
  void leavesChildrenOfOtherThreads() throws Exception {
    FutureTask<Boolean> left =
        new FutureTask<>(
            () -> {
              long pid = spawner.spawn(program("true"));
              await().until(() -> proc.zombie(pid).isPresent());
              look(LOOKS + 1);
              return library.posix().waitpid(pid, new int[1], 0) == pid;
            });
    new Thread(left).start();
    assertTrue(left.get());
  }

  @Test
  @DisplayName("Fault 27: ProcessBuilder keeps its codes, also where its thread has ended")
  void leavesProcessBuilderItsCodes() throws Exception {
    for (int child = 0; child < 50; child++) {
      Process process =
          onAThreadThatEnds(() -> new ProcessBuilder("/bin/sh", "-c", "exit 7").start());
      reaper.look();
      assertEquals(7, process.waitFor());
    }
  }

  @Test
  @DisplayName("Fault 27: a process that adopts nobody has no thread for it")
  void startsOnlyWhereOrphansCome() {
    assertEquals(Optional.empty(), OrphanReaper.startWhereOrphansCome(NativeProcess.get()));
  }

  private void look(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      reaper.look();
    }
  }

  private void awaitZombieOfLeader(long pid) {
    await().until(() -> proc.childrenOfLeader().contains(pid) && proc.zombie(pid).isPresent());
  }

  private static <T> T onAThreadThatEnds(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task);
    thread.start();
    thread.join();
    return task.get();
  }

  private static SpawnRequest program(String name) {
    List<String> argv = List.of(name, "60");
    return new SpawnRequest(
        Program.of(List.of(), "/bin/" + name, argv.toArray(String[]::new)),
        new DescriptorTable(0, 1, 2));
  }
}
