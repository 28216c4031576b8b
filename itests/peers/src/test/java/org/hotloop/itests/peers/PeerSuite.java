package org.hotloop.itests.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hotloop.subprocess.Stdio.PIPE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.hotloop.EventLoop;
import org.hotloop.EventLoops;
import org.hotloop.Tasks;
import org.hotloop.child.Exited;
import org.hotloop.loop.LoopSubprocesses;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.posix.Posix;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamReader;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.tck.EventLoopSuite;
import org.hotloop.transport.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Hotloop's loop on one end of a connection, a program that we did not write on the other: a child
 * that the same loop starts, talks to and waits for.
 */
abstract class PeerSuite extends EventLoopSuite {

  static final String HOST = "127.0.0.1";

  /** What hangs fails where it hangs, and its program is ended all the same. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Subprocess> programs = new ArrayList<>();

  @Override
  protected final EventLoop newLoop() {
    return new SelectorEventLoop();
  }

  @BeforeEach
  final void watchPrograms() {
    EventLoops.getChildWatcher().attachLoop(loop);
  }

  @AfterEach
  final void endPrograms() throws Exception {
    for (Subprocess program : programs) {
      run(program.terminate(Duration.ZERO));
    }
    EventLoops.setChildWatcher(null);
    assertEquals(0, Posix.get().children().unreaped(), "programs that are still there");
  }

  /** Runs the loop until {@code stage} is complete. */
  final <T> T run(CompletionStage<T> stage) throws Exception {
    return loop.runUntilComplete(Tasks.waitFor(loop, stage, PATIENCE));
  }

  /** Starts a program with all its streams piped. */
  final Subprocess start(SubprocessSpec spec) throws Exception {
    SubprocessSpec piped = spec.stdin(PIPE).stdout(PIPE).stderr(PIPE);
    Subprocess program = run(new LoopSubprocesses(loop).createSubprocessExec(piped));
    programs.add(program);
    return program;
  }

  /** What {@code program} prints, given {@code input}; it ends well. */
  final String communicate(Subprocess program, String input) throws Exception {
    Output output = run(program.communicate(bytes(input)));
    assertEquals(new Exited(0), output.status(), output.stderrText());
    return output.stdoutText();
  }

  /** The next line, without its end. */
  final String line(StreamReader reader) throws Exception {
    return text(run(reader.readLine())).stripTrailing();
  }

  /** Closes {@code server}, whose connections end with their peers. */
  final void end(Server server) throws Exception {
    server.close();
    run(server.waitClosed());
  }

  final void end(StreamConnection connection) throws Exception {
    connection.writer().close();
    run(connection.writer().waitClosed());
  }

  static String port(Server server) {
    return Integer.toString(((InetSocketAddress) server.getAddresses().get(0)).getPort());
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  /** More than the buffers on the way hold, in lines. */
  static String manyLines() {
    return ("-".repeat(999) + "\n").repeat(8_000);
  }
}
