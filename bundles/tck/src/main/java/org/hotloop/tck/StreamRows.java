package org.hotloop.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hotloop.tck.SubprocessRig.get;
import static org.hotloop.tck.SubprocessRig.piped;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.hotloop.child.Exited;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes into a child and comes out of it. */
interface StreamRows extends SubprocessRows {

  @Test
  @DisplayName("X1 cat gives back what is written to it, and ends when its stdin is closed")
  default void catGivesBackWhatIsWritten() throws Exception {
    byte[] data = random(300_000);
    Subprocess cat = rig().startPiped("cat");
    CompletableFuture<byte[]> read = cat.stdout().readAll().toCompletableFuture();
    cat.stdin().write(data);
    get(cat.stdin().drain());
    cat.stdin().close();
    assertArrayEquals(data, get(read));
    assertTrue(cat.stdout().atEof());
    get(cat.stdin().waitClosed());
    assertEquals(new Exited(0), get(cat.waitFor()));
  }

  @Test
  @DisplayName("X2 communicate does the same in one call")
  default void communicateDoesTheSame() throws Exception {
    byte[] data = random(300_000);
    Output output = rig().communicate(piped("cat"), data);
    assertArrayEquals(data, output.stdout());
    assertEquals(0, output.stderr().length);
    assertEquals(new Exited(0), output.status());
  }

  @Test
  @DisplayName("X11 a child that ends with its stdin full breaks the drain, not the wait")
  default void drainFailsWhenTheChildEndsUnread() throws Exception {
    Subprocess child = rig().startPiped("/bin/sh", "-c", "read line; exit 5");
    child.stdin().write("go\n".getBytes(UTF_8));
    child.stdin().write(new byte[1 << 20]);
    assertThrows(IOException.class, () -> get(child.stdin().drain()));
    assertThrows(IOException.class, () -> get(child.stdin().waitClosed()));
    assertEquals(new Exited(5), get(child.waitFor()));
  }

  @Test
  @DisplayName("X12 communicate takes a child that reads nothing for no error")
  default void communicateIgnoresTheBrokenPipe() throws Exception {
    Output output = rig().communicate(piped("/bin/sh", "-c", "exit 6"), new byte[1 << 20]);
    assertEquals(new Exited(6), output.status());
  }

  @Test
  @DisplayName("X15 an empty input is an end at once")
  default void emptyInputIsEof() throws Exception {
    Output output = rig().communicate(piped("cat"), new byte[0]);
    assertEquals(0, output.stdout().length);
    assertEquals(new Exited(0), output.status());
  }

  @Test
  @DisplayName("X16 each stream can be /dev/null")
  default void eachStreamCanBeDevNull() throws Exception {
    String script = "cat; echo out; echo err >&2";
    SubprocessSpec piped = piped("/bin/sh", "-c", script);
    Output noInput = rig().communicate(piped.stdin(Stdio.DEVNULL), null);
    assertEquals("out\n", noInput.stdoutText());
    Output noOutput = rig().communicate(piped.stdout(Stdio.DEVNULL), null);
    assertEquals("", noOutput.stdoutText());
    assertEquals("err\n", noOutput.stderrText());
    Output noError = rig().communicate(piped.stderr(Stdio.DEVNULL), null);
    assertEquals("out\n", noError.stdoutText());
    assertEquals("", noError.stderrText());
  }

  @Test
  @DisplayName("X23 a slow reader gets everything of a child that wrote 256 KiB and ended")
  default void slowReaderGetsEverything() throws Exception {
    Subprocess child = rig().startPiped("/bin/sh", "-c", "head -c 262144 /dev/zero; exit 1");
    int total = 0;
    for (byte[] part = get(child.stdout().read(1000));
        part.length > 0;
        part = get(child.stdout().read(1000))) {
      total += part.length;
    }
    assertEquals(262_144, total);
    assertEquals(new Exited(1), get(child.waitFor()));
  }

  @Test
  @DisplayName("X26 of ten children at once each has its own output")
  default void tenAtOnceHaveTheirOwnOutput() throws Exception {
    List<CompletableFuture<Output>> outputs = new ArrayList<>();
    for (int id = 0; id < 10; id++) {
      String script = "cat; echo is %d; exit %d".formatted(id, id);
      byte[] input = "it ".getBytes(UTF_8);
      outputs.add(
          rig()
              .create(piped("/bin/sh", "-c", script))
              .thenCompose(child -> child.communicate(input))
              .toCompletableFuture());
    }
    for (int id = 0; id < 10; id++) {
      Output output = get(outputs.get(id));
      assertEquals("it is %d\n".formatted(id), output.stdoutText());
      assertEquals(new Exited(id), output.status());
    }
  }

  @Test
  @DisplayName("X28 question and answer, fifty times")
  default void interactiveRounds() throws Exception {
    Subprocess cat = rig().startPiped("cat");
    for (int round = 0; round < 50; round++) {
      String line = "round %d\n".formatted(round);
      cat.stdin().write(line.getBytes(UTF_8));
      assertEquals(line, new String(get(cat.stdout().readLine()), UTF_8));
    }
    cat.stdin().close();
    assertEquals(0, get(cat.stdout().readLine()).length);
    assertEquals(new Exited(0), get(cat.waitFor()));
  }

  @Test
  @DisplayName("X30 stderr comes apart, or merged into stdout in the order of the writes")
  default void stderrApartOrMerged() throws Exception {
    SubprocessSpec spec = piped("/bin/sh", "-c", "echo a; echo b >&2; echo c; echo d >&2");
    Output apart = rig().communicate(spec, null);
    assertEquals("a\nc\n", apart.stdoutText());
    assertEquals("b\nd\n", apart.stderrText());
    Output merged = rig().communicate(spec.stderr(Stdio.STDOUT), null);
    assertEquals("a\nb\nc\nd\n", merged.stdoutText());
    assertEquals("", merged.stderrText());
  }

  @Test
  @DisplayName("X42 who reads after the exit has lost nothing")
  default void lateReadingLosesNothing() throws Exception {
    Subprocess child = rig().startPiped("/bin/sh", "-c", "head -c 50000 /dev/zero; echo end");
    assertEquals(new Exited(0), get(child.waitFor()));
    assertEquals(50_004, get(child.stdout().readAll()).length);
  }

  @Test
  @DisplayName("X11 stdin is closed after the exit, though a grandchild holds its other end")
  default void stdinIsClosedAfterTheExit() throws Exception {
    String script = "exec 3<&0; (read line <&3) >/dev/null 2>&1 & exit 0";
    Subprocess child = rig().startPiped("/bin/sh", "-c", script);
    assertEquals(new Exited(0), get(child.waitFor()));
    get(child.stdin().waitClosed());
    assertTrue(child.stdin().isClosing());
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
