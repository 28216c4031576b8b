package org.hotloop.tck;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.hotloop.tck.SubprocessRig.get;
import static org.hotloop.tck.SubprocessRig.piped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hotloop.EventLoopClosedException;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.Subprocess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Children beside threads, cancellation and the loop's own end. */
interface LifeRows extends SubprocessRows {

  @Test
  @DisplayName("X19 a creation that is cancelled leaves no child, whenever that is")
  default void cancelledCreation() {
    for (int attempt = 0; attempt < 20; attempt++) {
      CompletableFuture<Subprocess> creation =
          rig().create(piped("sleep", "60")).toCompletableFuture();
      for (int spin = 0; spin < attempt * 100; spin++) {
        Thread.onSpinWait(); // each attempt meets the spawn at another moment
      }
      if (!creation.cancel(false)) {
        creation.join().kill();
      }
    }
    SubprocessRig.awaitNoChild();
  }

  @Test
  @DisplayName("X20 a handle that nobody keeps leaves no zombie when its child ends")
  default void droppedHandlesLeaveNoZombie() throws Exception {
    List<Long> pids = new ArrayList<>();
    List<WeakReference<Subprocess>> dropped = new ArrayList<>();
    for (int id = 0; id < 10; id++) {
      Subprocess child = rig().startPiped("sleep", "60");
      pids.add(child.pid());
      dropped.add(new WeakReference<>(child));
    }
    System.gc();
    for (long pid : pids) {
      assertTrue(Posix.get().children().signal(pid, 15), "it lives on without its handle");
    }
    SubprocessRig.awaitNoChild();
    Conditions.await(
        "nobody keeps a handle",
        () -> {
          System.gc();
          return dropped.stream().allMatch(handle -> handle.refersTo(null));
        });
  }

  @Test
  @DisplayName("X47 children can be started from any thread, the loop's own included")
  default void startedFromAnyThread() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<ExitStatus>> exits = new ArrayList<>();
      for (int id = 0; id < 40; id++) {
        int code = id;
        exits.add(supplyAsync(() -> code, threads).thenCompose(this::exitOf));
      }
      exits.add(rig().onLoop(() -> exitOf(40)));
      for (int id = 0; id <= 40; id++) {
        assertEquals(new Exited(id), get(exits.get(id)));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  @DisplayName("X48 a loop closed over a live child warns of it, and tells nobody of its exit")
  default void loopClosedOverALiveChild() throws Exception {
    RecordingProtocol protocol = new RecordingProtocol();
    get(rig().loop().subprocessExec(() -> protocol, piped("sleep", "60")));
    Subprocess other = rig().startPiped("sleep", "60");
    CompletableFuture<ExitStatus> exit = other.waitFor().toCompletableFuture();
    CompletableFuture<byte[]> read = other.stdout().readAll().toCompletableFuture();
    rig().settle();
    LogRecorder log = new LogRecorder();
    try {
      rig().closeLoop();
      assertTrue(log.names(other.pid()), log.warnings()::toString);
    } finally {
      log.close();
    }
    rig().letAnotherLoopReap();
    assertEquals(List.of("made"), protocol.events());
    assertEquals(-9, other.exitStatus().orElseThrow().returncode());
    assertThrows(EventLoopClosedException.class, () -> get(exit));
    assertThrows(EventLoopClosedException.class, () -> get(read));
    assertThrows(EventLoopClosedException.class, () -> get(other.waitFor()));
    assertThrows(EventLoopClosedException.class, () -> get(rig().create(piped("true"))));
  }

  private CompletableFuture<ExitStatus> exitOf(int code) {
    return rig()
        .create(piped("/bin/sh", "-c", "exit " + code))
        .thenCompose(Subprocess::waitFor)
        .toCompletableFuture();
  }
}
