package org.hotloop.itests.peers;

import static org.hotloop.subprocess.SubprocessSpec.exec;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.hotloop.child.Exited;
import org.hotloop.stream.StreamConnection;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenBSD's netcat on either end. */
class NetcatIT extends PeerSuite {

  private static final String NETCAT = "nc.openbsd";

  @BeforeAll
  static void needsNetcat() {
    Programs.require(NETCAT);
  }

  @Test
  @DisplayName("T1 netcat sends much, and gets it back until both ends have ended")
  void isEchoed() throws Exception {
    Server server = run(loop.createServer(EchoProtocol::new, ServerSpec.on(HOST, 0)));
    Subprocess netcat = start(exec(NETCAT, "-N", HOST, port(server)));

    assertEquals(manyLines(), communicate(netcat, manyLines()));
    end(server);
  }

  @Test
  @DisplayName("T1 netcat is echoed over a unix socket")
  void isEchoedOverAUnixSocket(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("echo");
    Server server = run(loop.createServer(EchoProtocol::new, ServerSpec.onPath(path)));
    Subprocess netcat = start(exec(NETCAT, "-N", "-U", path.toString()));

    assertEquals("hot\nloop\n", communicate(netcat, "hot\nloop\n"));
    end(server);
  }

  @Test
  @DisplayName("N3 netcat listens: it says something and ends, and still hears our answer")
  void listens() throws Exception {
    Subprocess netcat = start(exec(NETCAT, "-l", "-v", "-N", HOST, "0"));
    String listening = line(netcat.stderr());
    int port = Integer.parseInt(listening.substring(listening.lastIndexOf(' ') + 1));
    StreamConnection ours = run(loop.openConnection(ConnectionSpec.to(HOST, port)));

    netcat.stdin().write(bytes("question"));
    netcat.stdin().close();
    assertEquals("question", text(run(ours.reader().readAll())));
    ours.writer().write(bytes("answer"));
    end(ours);

    assertEquals("answer", text(run(netcat.stdout().readAll())));
    assertEquals(new Exited(0), run(netcat.waitFor()));
  }
}
