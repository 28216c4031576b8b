package org.hotloop.itests.peers;

import static org.hotloop.subprocess.SubprocessSpec.exec;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
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

/** Python's own asyncio streams on either end. */
class PythonIT extends PeerSuite {

  @BeforeAll
  static void needsPython() {
    Programs.require("python3");
  }

  @Test
  @DisplayName("T1 T4 asyncio's client is echoed line by line, and heard out")
  void echoesAsynciosClient() throws Exception {
    Server server = run(loop.createServer(EchoProtocol::new, ServerSpec.on(HOST, 0)));

    assertEquals(
        manyLines(), communicate(python("echo_client.py", HOST, port(server)), manyLines()));
    end(server);
  }

  @Test
  @DisplayName("T1 T4 asyncio's client is echoed over a unix socket")
  void echoesAsynciosClientOverAUnixSocket(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("ours");
    Server server = run(loop.createServer(EchoProtocol::new, ServerSpec.onPath(path)));

    assertEquals(
        "hot\nloop\n", communicate(python("echo_client.py", path.toString()), "hot\nloop\n"));
    end(server);
  }

  @Test
  @DisplayName("N1 asyncio's server echoes our lines, until we end")
  void isEchoedByAsynciosServer() throws Exception {
    Subprocess python = python("echo_server.py", HOST);
    int port = Integer.parseInt(line(python.stdout()));

    talk(ConnectionSpec.to(HOST, port));
    assertEquals(new Exited(0), run(python.waitFor()));
  }

  @Test
  @DisplayName("N7 asyncio's server echoes our lines over a unix socket")
  void isEchoedByAsynciosServerOverAUnixSocket(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("pythons");
    Subprocess python = python("echo_server.py", path.toString());
    assertEquals(path.toString(), line(python.stdout()));

    talk(ConnectionSpec.toPath(path));
    assertEquals(new Exited(0), run(python.waitFor()));
  }

  @Test
  @DisplayName("N1 asyncio's client asks our server over HTTP/1.1")
  void answersAsynciosClient() throws Exception {
    Server server = run(loop.startServer(new HttpEcho(), ServerSpec.on(HOST, 0)));
    Subprocess python = python("http_client.py", HOST, port(server), "/hot");

    assertEquals("GET /hot HTTP/1.1\nloop", communicate(python, "loop"));
    end(server);
  }

  @Test
  @DisplayName("N1 asyncio's server answers us over HTTP/1.1")
  void isAnsweredByAsynciosServer() throws Exception {
    Subprocess python = python("http_server.py", HOST);
    int port = Integer.parseInt(line(python.stdout()));
    StreamConnection ours = run(loop.openConnection(ConnectionSpec.to(HOST, port)));

    assertEquals(
        "you asked for /hotloop", run(HttpEcho.get("/hotloop", ours.reader(), ours.writer())));
    end(ours);
    assertEquals(new Exited(0), run(python.waitFor()));
  }

  private void talk(ConnectionSpec spec) throws Exception {
    StreamConnection ours = run(loop.openConnection(spec));
    for (String word : List.of("hot", "loop")) {
      ours.writer().write(bytes(word + "\n"));
      assertEquals(word, line(ours.reader()));
    }
    ours.writer().writeEof();
    assertEquals("", text(run(ours.reader().readAll())));
    end(ours);
  }

  private Subprocess python(String script, String... arguments) throws Exception {
    return start(exec("python3", Programs.script(script)).args(arguments));
  }
}
