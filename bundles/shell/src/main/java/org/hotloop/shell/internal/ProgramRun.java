package org.hotloop.shell.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;
import org.hotloop.child.Signaled;
import org.hotloop.child.Unknown;
import org.hotloop.stream.StreamReader;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;

/** One program, run to its end on the thread that asks, its output printed as it comes. */
final class ProgramRun {

  private static final int CHUNK = 8192;

  /** What an interrupted program gets to tidy up before it is killed. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Lease lease;
  private final PrintStream out;

  ProgramRun(Lease lease, PrintStream out) {
    this.lease = lease;
    this.out = out;
  }

  /**
   * Starts it with no input, prints both outputs in the order of its writes, and how it ended.
   *
   * @throws org.hotloop.subprocess.SpawnException when it cannot be started
   * @throws InterruptedException when interrupted; the program is ended then
   */
  void run(List<String> command, Path directory) throws Exception {
    SubprocessSpec spec =
        SubprocessSpec.exec(command)
            .cwd(directory)
            .stdin(Stdio.DEVNULL)
            .stdout(Stdio.PIPE)
            .stderr(Stdio.STDOUT);
    CompletionStage<Subprocess> started = lease.subprocesses().createSubprocessExec(spec);
    try {
      Subprocess program = lease.await(started);
      print(program.stdout());
      out.println(describe(lease.await(program.waitFor())));
    } catch (Exception failure) {
      // also where the interrupt came before the child was there
      started.thenAccept(program -> program.terminate(GRACE));
      throw failure;
    }
  }

  private void print(StreamReader output) throws Exception {
    byte[] chunk = lease.await(output.read(CHUNK));
    while (chunk.length > 0) {
      out.write(chunk);
      if (out.checkError()) {
        throw new IOException("nobody reads what the program prints; it was ended");
      }
      chunk = lease.await(output.read(CHUNK));
    }
  }

  private static String describe(ExitStatus status) {
    if (status instanceof Exited exited) {
      return "exit " + exited.code();
    }
    if (status instanceof Signaled signaled) {
      return "killed by signal %d%s"
          .formatted(signaled.signal(), signaled.coreDumped() ? " (core dumped)" : "");
    }
    return "exit unknown: " + ((Unknown) status).reason();
  }
}
