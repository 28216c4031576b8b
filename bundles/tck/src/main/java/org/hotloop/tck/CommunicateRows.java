package org.hotloop.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hotloop.tck.SubprocessRig.get;
import static org.hotloop.tck.SubprocessRig.piped;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoopClosedException;
import org.hotloop.child.Exited;
import org.hotloop.stream.StreamBusyException;
import org.hotloop.subprocess.CommunicateLimits;
import org.hotloop.subprocess.CommunicateTimeoutException;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Input and outputs in one call: with a deadline, with a bound, and not beside another reader. */
interface CommunicateRows extends SubprocessRows {

  int SIGUSR1 = 10;
  int SIGCONT = 18;

  /** Prints something on both streams, then waits for USR1, of which it ends. */
  String TALKER =
      "sleep 60 </dev/null >/dev/null 2>&1 &"
          + " trap \"kill $!; echo bye; exit 3\" USR1; echo a; echo b >&2; wait";

  @Test
  @DisplayName("X2 at its deadline communicate tells what was read, and the next one begins there")
  default void deadlineKeepsWhatWasRead() throws Exception {
    Subprocess child = rig().startPiped("/bin/sh", "-c", TALKER);
    Conditions.await(
        "both words come, though each try begins at the beginning",
        () -> {
          CommunicateTimeoutException timeout = timeOut(child, Duration.ofMillis(5));
          assertEquals(child.pid(), timeout.pid());
          assertEquals(Duration.ofMillis(5), timeout.deadline());
          return text(timeout.stdout()).equals("a\n") && text(timeout.stderr()).equals("b\n");
        });
    assertTrue(child.exitStatus().isEmpty(), "the child goes on");
    child.sendSignal(SIGUSR1);
    Output output = get(child.communicate(null));
    assertEquals("a\nbye\n", output.stdoutText());
    assertEquals("b\n", output.stderrText());
    assertEquals(new Exited(3), output.status());
    assertTrue(child.stdout().atEof());
  }

  @Test
  @DisplayName("X42 what communicate had read at its deadline can be read as well")
  default void readAfterTheDeadline() throws Exception {
    Subprocess child = rig().startPiped("/bin/sh", "-c", TALKER);
    Conditions.await(
        "both words come",
        () -> {
          CommunicateTimeoutException timeout = timeOut(child, Duration.ZERO);
          return timeout.stdout().length > 0 && timeout.stderr().length > 0;
        });
    assertEquals("a\n", text(get(child.stdout().readLine())));
    child.sendSignal(SIGUSR1);
    assertEquals("bye\n", text(get(child.stdout().readAll())));
    assertEquals("b\n", text(get(child.stderr().readAll())));
  }

  @Test
  @DisplayName("X2 the input goes on beyond the deadline, and none can follow it")
  default void inputGoesOnBeyondTheDeadline() throws Exception {
    byte[] input = new byte[1 << 20];
    Subprocess child = rig().startPiped("/bin/sh", "-c", "kill -STOP $$; exec cat");
    Conditions.await("it has stopped", () -> ProcFs.isStopped(child.pid()));
    CommunicateLimits soon = CommunicateLimits.none().deadline(Duration.ofMillis(1));
    assertThrows(CommunicateTimeoutException.class, () -> get(child.communicate(input, soon)));
    assertThrows(IllegalStateException.class, () -> get(child.communicate(new byte[1])));
    child.sendSignal(SIGCONT);
    Output output = get(child.communicate(new byte[0]));
    assertArrayEquals(input, output.stdout());
    assertEquals(new Exited(0), output.status());
  }

  @Test
  @DisplayName("X2 a deadline that is not reached changes nothing, and leaves nothing behind")
  default void deadlineThatIsNotReached() throws Exception {
    Subprocess cat = rig().startPiped("cat");
    CommunicateLimits late = CommunicateLimits.none().deadline(Duration.ofDays(100_000));
    assertEquals("x", get(cat.communicate(bytes("x"), late)).stdoutText());
    assertEquals("", get(cat.communicate(null, late)).stdoutText());
  }

  @Test
  @DisplayName("X2 a bound keeps the beginning of each stream, and counts what it drops")
  default void boundKeepsTheBeginning() throws Exception {
    String script = "printf abcdef; head -c 3000000 /dev/zero; printf xy >&2; exit 4";
    Subprocess child = rig().startPiped("/bin/sh", "-c", script);
    Output output = get(child.communicate(null, CommunicateLimits.none().capture(4)));
    assertEquals("abcd", output.stdoutText());
    assertEquals(3_000_002, output.stdoutDropped());
    assertEquals("xy", output.stderrText());
    assertEquals(0, output.stderrDropped());
    assertEquals(new Exited(4), output.status());
  }

  @Test
  @DisplayName("X2 a bound of nothing drops all, and the input is written meanwhile")
  default void boundOfNothing() throws Exception {
    Subprocess cat = rig().startPiped("cat");
    Output output = get(cat.communicate(new byte[1 << 20], CommunicateLimits.none().capture(0)));
    assertEquals(0, output.stdout().length);
    assertEquals(1 << 20, output.stdoutDropped());
    assertEquals(new Exited(0), output.status());
  }

  @Test
  @DisplayName(
      "X26 a communicate beside another, or a read beside it, is refused and takes nothing")
  default void oneCommunicateAtATime() throws Exception {
    Subprocess child = rig().startPiped("/bin/sh", "-c", TALKER);
    Conditions.await(
        "it can take the signal", () -> timeOut(child, Duration.ZERO).stdout().length > 0);
    CompletableFuture<Output> first = child.communicate(null).toCompletableFuture();
    assertThrows(StreamBusyException.class, () -> get(child.communicate(null)));
    assertThrows(StreamBusyException.class, () -> get(child.stdout().read(1)));
    assertThrows(StreamBusyException.class, () -> get(child.stderr().readLine()));
    assertFalse(first.isDone());
    child.sendSignal(SIGUSR1);
    assertEquals("a\nbye\n", get(first).stdoutText());
  }

  @Test
  @DisplayName("X28 a communicate beside a read is refused, and its input is not written")
  default void communicateBesideARead() throws Exception {
    Subprocess cat = rig().startPiped("cat");
    CompletableFuture<byte[]> read = cat.stdout().readLine().toCompletableFuture();
    assertThrows(StreamBusyException.class, () -> get(cat.communicate(bytes("lost\n"))));
    cat.stdin().write(bytes("a\n"));
    assertEquals("a\n", text(get(read)));
    assertEquals("b\n", get(cat.communicate(bytes("b\n"))).stdoutText());
  }

  @Test
  @DisplayName("X18 a communicate that is cancelled takes nothing along")
  default void cancelledCommunicateTakesNothingAlong() throws Exception {
    Subprocess child = rig().startPiped("/bin/sh", "-c", "cat; kill -STOP $$; echo end");
    CompletableFuture<Output> cancelled =
        child.communicate(bytes("all of it, to the ")).toCompletableFuture();
    Conditions.await("it has stopped", () -> ProcFs.isStopped(child.pid()));
    rig().settle();
    assertTrue(cancelled.cancel(false));
    child.sendSignal(SIGCONT);
    assertEquals("all of it, to the end\n", text(get(child.stdout().readAll())));
    assertEquals(new Exited(0), get(child.waitFor()));
  }

  @Test
  @DisplayName("X24 input without a pipe for it is refused, and nothing is read")
  default void inputWithoutAPipe() throws Exception {
    Subprocess echo = rig().start(piped("echo", "here").stdin(Stdio.DEVNULL));
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> get(echo.communicate(bytes("x"))));
    assertTrue(refusal.getMessage().contains("stdin"), refusal.getMessage());
    assertEquals("here\n", get(echo.communicate(null)).stdoutText());
  }

  @Test
  @DisplayName("X48 on a loop that is closed a communicate fails, its deadline far away")
  default void communicateOnAClosedLoop() throws Exception {
    Subprocess child = rig().startPiped("sleep", "60");
    CommunicateLimits late = CommunicateLimits.none().deadline(Duration.ofHours(1));
    CompletableFuture<Output> output = child.communicate(null, late).toCompletableFuture();
    rig().settle();
    rig().closeLoop();
    assertThrows(EventLoopClosedException.class, () -> get(output));
    assertThrows(EventLoopClosedException.class, () -> get(child.communicate(null)));
    rig().letAnotherLoopReap();
  }

  private static CommunicateTimeoutException timeOut(Subprocess child, Duration deadline) {
    CommunicateLimits limits = CommunicateLimits.none().deadline(deadline);
    return assertThrows(
        CommunicateTimeoutException.class, () -> get(child.communicate(null, limits)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
