package org.hotloop.shell.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hotloop.child.Exited;
import org.hotloop.child.Signaled;
import org.hotloop.child.Unknown;
import org.hotloop.dto.ImpedimentDTO;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExecCommandTest {

  private final FakeRuntime runtime = new FakeRuntime();
  private final FakeProgram program = new FakeProgram();
  private final ExecCommand exec = new ExecCommand(runtime);
  private final GogoSession session = new GogoSession(exec, "exec");

  @AfterEach
  void closeSession() {
    session.close();
  }

  @Test
  void theOutputComesBeforeTheEnd() throws Exception {
    exec.bindSubprocesses(program.prints("one\n").prints("two\n").ends(new Exited(3)));

    session.execute("hotloop:exec ls -l");

    assertEquals("one\ntwo\nexit 3\n", session.output());
  }

  @Test
  void theProgramGetsArgumentsDirectoryAndNoInput() throws Exception {
    exec.bindSubprocesses(program.ends(new Exited(0)));

    session.directory(Path.of("/")).execute("hotloop:exec ls -l --all 'a b'");

    SubprocessSpec spec = program.started.join();
    assertEquals(SubprocessSpec.exec("ls", "-l", "--all", "a b").arguments(), spec.arguments());
    assertEquals(Optional.of(Path.of("/")), spec.cwd());
    assertEquals(Stdio.DEVNULL, spec.stdin());
    assertEquals(Stdio.STDOUT, spec.stderr());
  }

  @Test
  void theOutputIsPrintedWhileTheProgramRuns() {
    exec.bindSubprocesses(program.prints("early"));
    CompletableFuture<Throwable> console = executeBeside("hotloop:exec slow");

    await().until(() -> session.output().equals("early"));
    assertFalse(console.isDone());

    program.ends(new Exited(0));
    console.join();
    assertEquals("earlyexit 0\n", session.output());
  }

  @Test
  void otherEndsAreTold() throws Exception {
    exec.bindSubprocesses(new FakeProgram().ends(new Signaled(9, false)));
    session.execute("hotloop:exec a");
    exec.bindSubprocesses(new FakeProgram().ends(new Signaled(11, true)));
    session.execute("hotloop:exec b");
    exec.bindSubprocesses(new FakeProgram().ends(new Unknown("somebody waited for it")));
    session.execute("hotloop:exec c");

    assertEquals(
        "killed by signal 9\nkilled by signal 11 (core dumped)\n"
            + "exit unknown: somebody waited for it\n",
        session.output());
  }

  @Test
  void anInterruptEndsTheProgram() {
    exec.bindSubprocesses(program);
    CompletableFuture<Throwable> console = executeBeside("hotloop:exec a");
    program.started.join();

    session.interrupt();

    assertTrue(program.terminated.join().toSeconds() > 0);
    assertEquals(InterruptedException.class, console.join().getClass());
  }

  @Test
  void aServiceThatGoesIsNotWaitedFor() {
    exec.bindSubprocesses(program);
    CompletableFuture<Throwable> console = executeBeside("hotloop:exec a");
    program.started.join();

    exec.unbindSubprocesses(program);

    assertEquals(IllegalStateException.class, console.join().getClass());
  }

  @Test
  void aBetterServiceComesBeforeTheOldOneGoes() throws Exception {
    FakeProgram better = new FakeProgram().ends(new Exited(0));
    exec.bindSubprocesses(program);
    exec.bindSubprocesses(better);
    exec.unbindSubprocesses(program);

    session.execute("hotloop:exec a");

    assertTrue(better.started.isDone());
  }

  @Test
  void whatCannotBeStartedIsTheCommandsFailure() {
    Subprocesses failing =
        new Subprocesses() {
          @Override
          public CompletionStage<Subprocess> createSubprocessExec(SubprocessSpec spec) {
            return CompletableFuture.failedFuture(
                new SpawnException(Reason.PROGRAM_MISSING, "no a", 2, "ENOENT", null));
          }
        };
    exec.bindSubprocesses(failing);

    assertEquals(
        "no a",
        assertThrows(SpawnException.class, () -> session.execute("hotloop:exec a")).getMessage());
  }

  @Test
  void withoutTheServiceTheImpedimentIsTold() {
    assertTrue(refusal().contains("no bundle provides the service"), refusal());

    ImpedimentDTO impediment = new ImpedimentDTO();
    impediment.subject = "native layer";
    impediment.reason = "no library";
    runtime.snapshot.impediments = List.of(impediment);

    assertEquals("programs cannot be started: native layer: no library", refusal());
  }

  @Test
  void noProgramIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> session.execute("hotloop:exec"));
  }

  private String refusal() {
    return assertThrows(IllegalStateException.class, () -> session.execute("hotloop:exec a"))
        .getMessage();
  }

  /** Completes with the failure, or with null. */
  private CompletableFuture<Throwable> executeBeside(String line) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            session.execute(line);
            return null;
          } catch (Exception failure) {
            return failure;
          }
        });
  }
}
