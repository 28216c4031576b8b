package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.apache.felix.service.command.CommandSession;
import org.hotloop.UnknownProviderException;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.subprocess.SpawnException;
import org.junit.Test;

/** The operators' commands, typed into a gogo session. */
public class ShellIT extends FelixTest {

  @Test
  public void execPrintsWhatTheProgramPrintsAndHowItEnded() throws Exception {
    assertEquals("hello world\nexit 0\n", execute("hotloop:exec echo hello world"));
    assertEquals(
        "out\nerr\nexit 7\n", execute("hotloop:exec sh -c 'echo out; echo err >&2; exit 7'"));
    assertEquals("killed by signal 9\n", execute("hotloop:exec sh -c 'kill -9 $$'"));
  }

  @Test
  public void execSaysWhatCannotBeStarted_X46() {
    SpawnException missing =
        assertThrows(SpawnException.class, () -> execute("hotloop:exec no-such-program"));

    assertEquals("ENOENT", missing.errnoName());
    assertTrue(missing.getMessage(), missing.getMessage().contains("no-such-program"));
    assertEquals("one line", 1, missing.getMessage().lines().count());
  }

  /** As a shell does for Ctrl-C: it interrupts the command in the foreground, and lives on. */
  @Test
  public void anInterruptEndsTheProgramAndNotTheSession() throws Exception {
    try (CommandSession session = openSession(OutputStream.nullOutputStream())) {
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread console =
          new Thread(() -> end.complete(failureOf(session, "hotloop:exec sleep 1000")));
      console.start();
      Conditions.await("the program runs", () -> posix.children().unreaped() == 1);

      session.foregroundJob().interrupt();

      assertTrue(String.valueOf(Conditions.await(end)), end.get() instanceof InterruptedException);
      Conditions.await("the program is gone", () -> posix.children().unreaped() == 0);
      assertTrue(session.execute("hotloop:policy").toString().startsWith("policy: default ("));
    }
  }

  /** What the command ends with; one that ends well is a failure of the test. */
  private static Throwable failureOf(CommandSession session, String command) {
    try {
      return new AssertionError(session.execute(command));
    } catch (Exception failure) {
      return failure;
    }
  }

  @Test
  public void watchersAreListedNamedAndGivenBack() throws Exception {
    String listed = execute("hotloop:watcher");
    assertTrue(listed, listed.startsWith("watcher: safe ("));
    assertTrue(listed, listed.contains("org.hotloop.watcher.fast"));

    assertTrue(execute("hotloop:watcher fast").contains("watcher safe -> fast"));
    assertTrue(execute("hotloop:watcher").contains("pinned"));
    assertTrue(execute("hotloop:watcher fast").startsWith("watcher stays fast ("));

    assertTrue(execute("hotloop:watcher --auto").contains("watcher fast -> safe"));
  }

  @Test
  public void anUnknownNameIsAnsweredWithThoseThatExist() {
    UnknownProviderException unknown =
        assertThrows(UnknownProviderException.class, () -> execute("hotloop:watcher slow"));

    assertTrue(unknown.getMessage(), unknown.getMessage().contains("there are: safe, fast"));
    assertThrows(UnknownProviderException.class, () -> execute("hotloop:policy none"));
    assertThrows(IllegalArgumentException.class, () -> execute("hotloop:watcher safe fast"));
    assertThrows(IllegalArgumentException.class, () -> execute("hotloop:watcher --auto fast"));
  }

  @Test
  public void policiesAreListedAndNamed() throws Exception {
    assertTrue(execute("hotloop:policy").startsWith("policy: default ("));
    assertTrue(execute("hotloop:policy default").startsWith("policy stays default ("));
    assertTrue(execute("hotloop:policy --auto").startsWith("policy stays default ("));
  }

  @Test
  public void statusTellsAllOfIt() throws Exception {
    String status = execute("hotloop:status");

    assertTrue(status, status.startsWith("policy: default ("));
    assertTrue(status, status.contains("\nwatcher: safe ("));
    assertTrue(status, status.contains("\n  main  default "));
    assertTrue(status, status.contains("\nchildren: 0, parked: 0\n"));
    assertTrue(status, status.contains("\nswaps, the newest first:\n"));
  }
}
