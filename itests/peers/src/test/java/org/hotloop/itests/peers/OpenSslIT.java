package org.hotloop.itests.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.tck.TestCertificates;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.TlsSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with OpenSSL's client and server. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class OpenSslIT {

  private static final int LINES = 20_000;

  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final List<Process> started = new ArrayList<>();

  @TempDir Path folder;

  private TestCertificates certificates;
  private Path certificate;
  private Path key;

  @BeforeAll
  static void needsOpenSsl() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(entry -> Files.isExecutable(Path.of(entry, "openssl"))),
        "openssl is not installed: apt-get install openssl");
  }

  @BeforeEach
  void writeCertificate() throws Exception {
    certificates = TestCertificates.get();
    KeyStore store = certificates.localhost();
    certificate = pem("CERTIFICATE", store.getCertificate("key").getEncoded());
    key = pem("PRIVATE KEY", store.getKey("key", "changeit".toCharArray()).getEncoded());
  }

  @AfterEach
  void close() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
    loop.close();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("V26 openssl s_client checks our certificate, talks to our server and ends it well")
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void servesTheirClient(String version) throws Exception {
    Server server =
        loop.runUntilComplete(
            loop.startServer(
                OpenSslIT::shout,
                ServerSpec.on("127.0.0.1", 0).tls(TlsSpec.of(certificates.server()))));
    int port = ((InetSocketAddress) server.getAddresses().get(0)).getPort();
    Process client =
        openssl(
            "s_client",
            version,
            "-quiet",
            "-no_ign_eof",
            "-connect",
            "127.0.0.1:" + port,
            "-verify_hostname",
            "localhost",
            "-verify_return_error",
            "-CAfile",
            certificate.toString());

    CompletableFuture<Void> asked = elsewhere(() -> ask(client));
    assertEquals("LINE\n".repeat(LINES), loop.runUntilComplete(elsewhere(() -> answers(client))));
    loop.runUntilComplete(asked);
    client.getOutputStream().close();
    server.close();
    loop.runUntilComplete(server.waitClosed());
    assertEquals(0, client.waitFor());
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "V26 our client checks the certificate of openssl s_server, which turns what it says")
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void asksTheirServer(String version) throws Exception {
    Process server =
        openssl(
            "s_server",
            version,
            "-rev",
            "-accept",
            "127.0.0.1:0",
            "-cert",
            certificate.toString(),
            "-key",
            key.toString());
    int port = loop.runUntilComplete(elsewhere(() -> portOf(server)));

    StreamConnection stream =
        loop.runUntilComplete(
            loop.openConnection(
                ConnectionSpec.to("127.0.0.1", port)
                    .tls(
                        TlsSpec.of(certificates.client())
                            .shutdownTimeout(Duration.ofSeconds(20)))));
    for (String line : List.of("hot", "loop")) {
      stream.writer().write((line + "\n").getBytes(UTF_8));
      byte[] answer = loop.runUntilComplete(stream.reader().readLine());
      assertEquals(new StringBuilder(line).reverse() + "\n", new String(answer, UTF_8));
    }
    String protocol =
        stream.writer().getExtraInfo(ExtraInfo.SSL_SESSION).orElseThrow().getProtocol();
    assertEquals(version.substring("-tls".length()).replace('_', '.'), protocol.substring(4));
    stream.writer().close();
    loop.runUntilComplete(stream.writer().waitClosed());
  }

  private static void shout(StreamReader reader, StreamWriter writer) {
    reader
        .readLine()
        .thenAccept(
            line -> {
              if (line.length == 0) {
                writer.close();
              } else {
                writer.write(new String(line, UTF_8).toUpperCase().getBytes(UTF_8));
                writer.drain().thenRun(() -> shout(reader, writer));
              }
            });
  }

  private Process openssl(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Path errors = folder.resolve("errors");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    started.add(process);
    return process;
  }

  private static Void ask(Process client) throws IOException {
    OutputStream question = client.getOutputStream();
    question.write("line\n".repeat(LINES).getBytes(US_ASCII));
    question.flush();
    return null;
  }

  private static String answers(Process client) throws IOException {
    return new String(client.getInputStream().readNBytes("LINE\n".length() * LINES), US_ASCII);
  }

  /** It takes a free one, and says which. */
  private int portOf(Process server) throws IOException {
    BufferedReader said = server.inputReader(US_ASCII);
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith("ACCEPT ")) {
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      }
    }
    throw new IOException("no port: " + Files.readString(folder.resolve("errors")));
  }

  private Path pem(String type, byte[] content) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    String text = "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(type, body);
    return Files.writeString(folder.resolve(type.replace(' ', '-') + ".pem"), text);
  }

  /** What blocks, on a thread of its own. */
  private <T> CompletableFuture<T> elsewhere(Callable<T> work) {
    return loop.runInExecutor(command -> new Thread(command, "peer").start(), work);
  }
}
