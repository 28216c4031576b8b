package org.hotloop.posix.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.Pipe;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hotloop.posix.ExitWait;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixUnavailableException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.posix.WaitResult;
import org.hotloop.posix.internal.SignalActions.Action;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which signal ends waits, and what it does to threads that were not meant. */
class WakeSignalTest {

  private static final int SA_RESTART = 0x1000_0000;

  private final NativeLibrary library = NativeProcess.get().library();
  private final SignalActions actions = new SignalActions(library);
  private final WakeSignal signal = WakeSignal.claim(library);

  @Test
  void itIsTheSameForAnotherCopyOfTheBundle() {
    assertEquals(signal.number(), WakeSignal.claim(library).number());
    assertEquals(signal.number(), NativeProcess.get().exitWaits().signal().number());
  }

  @Test
  void itIsNotTheOneThatTheJdkTakes() throws Exception {
    // a channel's class sets its handler without looking who is there
    Pipe pipe = Pipe.open();
    pipe.source().close();
    pipe.sink().close();
    Action mine = actions.get(signal.number());
    assertEquals(new Action(library.address("abs"), 0), mine);
    assertNotEquals(62, signal.number());
  }

  @Test
  void aSignalThatSomebodyHandlesIsLeftToHim() {
    Action before = actions.get(signal.number());
    Action foreign = new Action(library.address("labs"), SA_RESTART);
    actions.set(signal.number(), foreign);
    try {
      WakeSignal other = WakeSignal.claim(library);
      assertTrue(other.number() < signal.number(), "another one is taken");
      assertEquals(foreign, actions.get(signal.number()));
      actions.set(other.number(), new Action(SignalActions.DEFAULT, 0));
    } finally {
      actions.set(signal.number(), before);
    }
  }

  @Test
  void whereEachHasAHandlerItIsSaid() {
    Action foreign = new Action(library.address("labs"), 0);
    Action[] before =
        IntStream.rangeClosed(35, 61)
            .mapToObj(number -> actions.set(number, foreign))
            .toArray(Action[]::new);
    try {
      PosixUnavailableException refused =
          assertThrows(
              PosixUnavailableException.class, () -> new PosixExitWaits(library).of(4_000_000));
      assertTrue(refused.getMessage().contains("35 to 61"), refused.getMessage());
    } finally {
      IntStream.rangeClosed(35, 61).forEach(number -> actions.set(number, before[number - 35]));
    }
  }

  @Test
  @DisplayName("Fault 10: a wait that was not meant goes on, however often it is interrupted")
  void aWaitThatWasNotMeantGoesOn() throws Exception {
    long pid = spawn("sleep", "600");
    ExitWait wait = NativeProcess.get().exitWaits().of(pid);
    AtomicInteger tid = new AtomicInteger();
    CompletableFuture<Boolean> answer =
        CompletableFuture.supplyAsync(
            () -> {
              tid.set(library.libc().gettid());
              return wait.await();
            });
    await().until(() -> tid.get() != 0);
    for (int i = 0; i < 1_000; i++) {
      signal.send(tid.get());
    }
    assertFalse(answer.isDone());

    Posix.get().children().signal(pid, 9);
    assertTrue(answer.get(30, SECONDS));
    await().until(() -> Posix.get().children().reap(pid) instanceof WaitResult.Reaped);
  }

  private static long spawn(String... command) throws Exception {
    int devNull = Posix.get().descriptors().devNull();
    return Posix.get()
        .children()
        .spawn(
            new SpawnRequest(
                Program.of(List.of(), "/bin/" + command[0], command),
                new DescriptorTable(devNull, devNull, devNull)));
  }
}
