package org.hotloop.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hotloop.tck.SubprocessRig.get;
import static org.hotloop.tck.SubprocessRig.piped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;
import org.hotloop.stream.IncompleteReadException;
import org.hotloop.stream.LimitOverrunException;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.Subprocess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is held back by whom, and what ends when. */
interface FlowRows extends SubprocessRows {

  int SIGCONT = 18;

  /** The kernel's pipe, and what the loop reads at once. */
  long ON_THE_WAY = 2 * 64 * 1024;

  /** Reads nothing before it is continued. */
  String SLOW_READER = "kill -STOP $$; exec cat >/dev/null";

  /** Ends at once, and leaves somebody behind who holds all pipes until a line comes. */
  String GRANDCHILD = "exec 3<&0; (read line <&3; echo $line) & echo hi; exit 3";

  @Test
  @DisplayName("X23 a reader that does not read holds the child back, and loses nothing")
  default void slowReaderHoldsTheChildBack() throws Exception {
    int limit = 1000;
    Subprocess child = rig().start(piped("head", "-c", "5000000", "/dev/zero").limit(limit));
    Conditions.await("it waits for room", () -> ProcFs.isAsleep(child.pid()));
    long written = ProcFs.written(child.pid());
    assertTrue(written <= 2 * limit + ON_THE_WAY, () -> written + " bytes were taken from it");
    assertEquals(5_000_000, get(child.stdout().readAll()).length);
    assertEquals(new Exited(0), get(child.waitFor()));
  }

  @Test
  @DisplayName("X23 who is found waiting for room again and again gets more, and is held back then")
  default void whoWritesMuchGetsMoreRoom() throws Exception {
    int pieces = 32;
    int piece = 64 * 1024;
    int all = 4 << 20;
    Subprocess child =
        rig().start(piped("head", "-c", Integer.toString(all), "/dev/zero").limit(1000));
    for (int i = 0; i < pieces; i++) {
      Conditions.await("it waits for room", () -> ProcFs.isAsleep(child.pid()));
      assertEquals(piece, get(child.stdout().readExactly(piece)).length);
    }
    Conditions.await("it waits for room", () -> ProcFs.isAsleep(child.pid()));
    long ahead = ProcFs.written(child.pid()) - pieces * piece;
    assertTrue(ahead > ON_THE_WAY, () -> "no more than " + ahead + " bytes were taken from it");
    assertTrue(ahead < all - pieces * piece, "it was not held back");
    assertEquals(all - pieces * piece, get(child.stdout().readAll()).length);
    assertEquals(new Exited(0), get(child.waitFor()));
  }

  @Test
  @DisplayName("X23 a gibibyte goes through a slow consumer in a JVM of 32 MiB")
  default void gibibyteThroughASlowConsumer() throws Exception {
    Output told = rig().communicate(SlowConsumer.inAJvmOfItsOwn(getClass()), null);
    assertEquals(new Exited(0), told.status(), told::stdoutText);
    assertTrue(told.stdoutText().contains(SlowConsumer.DONE), told::stdoutText);
  }

  @Test
  @DisplayName("X23 a child with a full stderr is held back, too, though its stdout is read")
  default void eachStreamHoldsBack() throws Exception {
    String script = "head -c 1000000 /dev/zero >&2; echo out";
    Subprocess child = rig().startPiped("/bin/sh", "-c", script);
    CompletableFuture<byte[]> line = child.stdout().readLine().toCompletableFuture();
    Conditions.await("it waits for its head", () -> ProcFs.isAsleep(child.pid()));
    rig().settle();
    assertFalse(line.isDone());
    assertEquals(1_000_000, get(child.stderr().readExactly(1_000_000)).length);
    assertEquals("out\n", new String(get(line), UTF_8));
    assertEquals(new Exited(0), get(child.waitFor()));
  }

  @Test
  @DisplayName("X1 a child that does not read holds the drain back, and no wait")
  default void slowChildHoldsTheDrainBack() throws Exception {
    Subprocess child = rig().startPiped("/bin/sh", "-c", SLOW_READER);
    Conditions.await("it has stopped", () -> ProcFs.isStopped(child.pid()));
    child.stdin().writeLines(List.of(new byte[1 << 20], new byte[1 << 20]));
    CompletableFuture<Void> drain = child.stdin().drain().toCompletableFuture();
    child.stdin().writeEof();
    CompletableFuture<Void> closed = child.stdin().waitClosed().toCompletableFuture();
    rig().settle();
    assertFalse(drain.isDone() || closed.isDone());
    child.sendSignal(SIGCONT);
    get(drain);
    get(closed);
    assertEquals(new Exited(0), get(child.waitFor()));
  }

  @Test
  @DisplayName("X11 a pipe that broke is told to who writes, and to nobody else")
  default void brokenPipeReachesTheWriter() throws Exception {
    try (LogRecorder log = new LogRecorder()) {
      Subprocess child = rig().startPiped("/bin/sh", "-c", "exec <&-; echo closed; kill -STOP $$");
      assertEquals("closed\n", new String(get(child.stdout().readLine()), UTF_8));
      child.stdin().write(new byte[1 << 20]);
      assertThrows(IOException.class, () -> get(child.stdin().drain()));
      assertThrows(IOException.class, () -> get(child.stdin().waitClosed()));
      assertTrue(child.stdin().isClosing());
      child.kill();
      get(child.waitFor());
      assertEquals(List.of(), log.warnings());
    }
    assertEquals(List.of(), rig().reported());
  }

  @Test
  @DisplayName("X27 the wait ends at the exit, whoever holds the pipes; drained at their end")
  default void waitEndsAtTheExit() throws Exception {
    Subprocess child = rig().startPiped("/bin/sh", "-c", GRANDCHILD);
    CompletableFuture<ExitStatus> drained = child.drained().toCompletableFuture();
    CompletableFuture<byte[]> all = child.stdout().readAll().toCompletableFuture();
    assertEquals(new Exited(3), get(child.waitFor()));
    rig().settle();
    assertFalse(drained.isDone() || all.isDone());
    child.stdin().write("late\n".getBytes(UTF_8));
    assertEquals(new Exited(3), get(drained));
    assertEquals("hi\nlate\n", new String(get(all), UTF_8));
    assertEquals(new Exited(3), get(child.drained()));
  }

  @Test
  @DisplayName("X42 drained is told when all has come, though nobody has read it yet")
  default void drainedBeforeItIsRead() throws Exception {
    Subprocess child = rig().startPiped("/bin/sh", "-c", "echo one; echo two >&2");
    assertEquals(new Exited(0), get(child.drained()));
    assertEquals("one\n", new String(get(child.stdout().readAll()), UTF_8));
    assertEquals("two\n", new String(get(child.stderr().readAll()), UTF_8));
  }

  @Test
  @DisplayName("X28 reads by length, by line and by separator, and what they cannot have is typed")
  default void waysToRead() throws Exception {
    Subprocess child =
        rig().start(piped("printf", "abcde\\nkey=value;;toolongaline\\nrest").limit(10));
    assertEquals("abc", new String(get(child.stdout().readExactly(3)), UTF_8));
    assertEquals("de\n", new String(get(child.stdout().readLine()), UTF_8));
    assertEquals("key=value;;", new String(get(child.stdout().readUntil(bytes(";;"))), UTF_8));
    assertThrows(LimitOverrunException.class, () -> get(child.stdout().readLine()));
    assertEquals("toolongaline", new String(get(child.stdout().readExactly(12)), UTF_8));
    assertEquals("\n", new String(get(child.stdout().readLine()), UTF_8));
    IncompleteReadException incomplete =
        assertThrows(IncompleteReadException.class, () -> get(child.stdout().readExactly(5)));
    assertEquals("rest", new String(incomplete.partial(), UTF_8));
    assertTrue(child.stdout().atEof());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
