package org.hotloop.itests.peers;

import static org.hotloop.subprocess.SubprocessSpec.exec;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** curl asks a server of ours. */
class CurlIT extends PeerSuite {

  /** Whatever its user's own settings and proxies. */
  private static final SubprocessSpec CURL =
      exec("curl", "--disable", "--noproxy", "*", "--silent", "--show-error");

  private final HttpEcho http = new HttpEcho();

  @BeforeAll
  static void needsCurl() {
    Programs.require("curl");
  }

  @Test
  @DisplayName("N1 curl asks twice over one connection, and is answered twice")
  void isAnsweredTwice() throws Exception {
    Server server = serve();
    String url = "http://%s:%s".formatted(HOST, port(server));
    Subprocess curl = curl(url + "/hot", url + "/loop");

    assertEquals("GET /hot HTTP/1.1\nGET /loop HTTP/1.1\n", communicate(curl, ""));
    assertEquals(1, http.connections());
    end(server);
  }

  @Test
  @DisplayName("N2 curl sends much, and gets it back")
  void sendsMuch() throws Exception {
    Server server = serve();
    String url = "http://%s:%s/much".formatted(HOST, port(server));
    Subprocess curl = curl("--data-binary", "@-", "--header", "Expect:", url);

    assertEquals("POST /much HTTP/1.1\n" + manyLines(), communicate(curl, manyLines()));
    end(server);
  }

  @Test
  @DisplayName("T5 curl gets all that was written before the connection was closed")
  void getsWhatWasWritten() throws Exception {
    Server server = serve();
    String url = "http://%s:%s/much".formatted(HOST, port(server));
    Subprocess curl =
        curl("--data-binary", "@-", "--header", "Expect:", "--header", "Connection: close", url);

    assertEquals("POST /much HTTP/1.1\n" + manyLines(), communicate(curl, manyLines()));
    end(server);
  }

  @Test
  @DisplayName("N7 curl asks over a unix socket")
  void asksOverAUnixSocket(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("http");
    Server server = run(loop.startServer(http, ServerSpec.onPath(path)));
    Subprocess curl = curl("--unix-socket", path.toString(), "http://hotloop/unix");

    assertEquals("GET /unix HTTP/1.1\n", communicate(curl, ""));
    end(server);
  }

  private Server serve() throws Exception {
    return run(loop.startServer(http, ServerSpec.on(HOST, 0)));
  }

  private Subprocess curl(String... arguments) throws Exception {
    return start(CURL.args(arguments));
  }
}
