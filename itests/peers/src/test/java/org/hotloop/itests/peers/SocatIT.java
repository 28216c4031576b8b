package org.hotloop.itests.peers;

import static org.hotloop.subprocess.SubprocessSpec.exec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** socat on either end of a unix socket. */
class SocatIT extends PeerSuite {

  @TempDir private Path folder;

  @BeforeAll
  static void needsSocat() {
    Programs.require("socat");
  }

  @Test
  @DisplayName("T1 socat sends much, and gets it back until both ends have ended")
  void isEchoed() throws Exception {
    Path path = folder.resolve("ours");
    Server server = run(loop.createServer(EchoProtocol::new, ServerSpec.onPath(path)));
    Subprocess socat = start(exec("socat", "-t", "20", "STDIO", "UNIX-CONNECT:" + path));

    assertEquals(manyLines(), communicate(socat, manyLines()));
    end(server);
  }

  @Test
  @DisplayName("N3 N7 socat echoes what we say, and ends after we have ended")
  void echoes() throws Exception {
    Path path = folder.resolve("socats");
    Subprocess socat = start(exec("socat", "-d", "-d", "UNIX-LISTEN:" + path, "PIPE"));
    String notice = line(socat.stderr());
    assertTrue(notice.contains("listening"), notice);
    StreamConnection ours = run(loop.openConnection(ConnectionSpec.toPath(path)));

    ours.writer().write(bytes("hot\nloop\n"));
    assertEquals("hot", line(ours.reader()));
    ours.writer().writeEof();
    assertEquals("loop\n", text(run(ours.reader().readAll())));
    end(ours);
    assertEquals(new Exited(0), run(socat.waitFor()));
  }
}
