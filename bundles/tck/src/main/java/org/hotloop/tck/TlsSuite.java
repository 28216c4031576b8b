package org.hotloop.tck;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.hotloop.ExceptionContext;
import org.hotloop.transport.Connection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.TlsSpec;
import org.hotloop.transport.Transport;
import org.junit.jupiter.api.BeforeEach;

/** What the suites for TLS share. Blocking peers are the JDK's, on threads of their own. */
public abstract class TlsSuite extends NetworkSuite {

  /** The host that the server's certificate names. */
  static final String LOCALHOST = "localhost";

  TestCertificates certificates;

  /** Of a client that trusts the server. */
  TlsSpec client;

  /** Of the server for localhost. */
  TlsSpec server;

  TlsSuite() {}

  @BeforeEach
  void makeSpecs() throws Exception {
    certificates = TestCertificates.get();
    client = TlsSpec.of(certificates.client());
    server = TlsSpec.of(certificates.server());
  }

  final Server serveTls(Supplier<? extends Protocol> protocol) throws Exception {
    return run(loop.createServer(protocol, ServerSpec.on(HOST, 0).tls(server)));
  }

  final Server serveTls() throws Exception {
    return serveTls(this::newAccepted);
  }

  final <P extends Protocol> CompletableFuture<Connection<P>> connectTls(
      Server to, P protocol, TlsSpec spec) {
    return loop.createConnection(() -> protocol, ConnectionSpec.to(HOST, port(to)).tls(spec));
  }

  /** One end of a connection over TLS; the other one is the first that was accepted. */
  final Transport connectTls(RecordingConnection protocol) throws Exception {
    Transport transport = run(connectTls(serveTls(), protocol, client)).transport();
    runUntil(() -> !accepted.isEmpty() && accepted.get(0).transport != null);
    return transport;
  }

  /** The other end: the first that was accepted. */
  final RecordingConnection far() {
    return accepted.get(0);
  }

  /** What the exception handler is told from now on. */
  final List<ExceptionContext> reported() {
    List<ExceptionContext> reported = new ArrayList<>();
    loop.setExceptionHandler((where, context) -> reported.add(context));
    return reported;
  }

  /** Does what blocks on a thread of its own. */
  final <T> CompletableFuture<T> elsewhere(Callable<T> work) {
    return loop.runInExecutor(command -> new Thread(command, "peer").start(), work);
  }

  /** A server that accepts one connection, by the JDK. */
  final ServerSocket listening() throws Exception {
    ServerSocket listening = closing(new ServerSocket());
    listening.bind(new InetSocketAddress(HOST, 0));
    return listening;
  }

  final ConnectionSpec to(ServerSocket listening) {
    return ConnectionSpec.to(HOST, listening.getLocalPort());
  }

  /** A blocking socket with TLS on it, which can be closed without the end of TLS. */
  record BlockingPeer(Socket below, SSLSocket tls) implements Closeable {

    static BlockingPeer server(Socket accepted, SSLContext context, String... versions)
        throws Exception {
      SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, false);
      return new BlockingPeer(accepted, tls).only(versions);
    }

    static BlockingPeer client(int port, SSLContext context, String... versions) throws Exception {
      Socket below = new Socket(HOST, port);
      SSLSocket tls =
          (SSLSocket) context.getSocketFactory().createSocket(below, LOCALHOST, port, false);
      return new BlockingPeer(below, tls).only(versions);
    }

    private BlockingPeer only(String... versions) {
      if (versions.length > 0) {
        tls.setEnabledProtocols(versions);
      }
      return this;
    }

    /** Ends TLS, and waits for the end of the other side. */
    Void end() throws IOException {
      tls.shutdownOutput();
      tls.getInputStream().readAllBytes();
      return null;
    }

    byte[] read(int count) throws Exception {
      return tls.getInputStream().readNBytes(count);
    }

    Void write(char character) throws Exception {
      tls.getOutputStream().write(character);
      return null;
    }

    void write(byte[] data) throws Exception {
      tls.getOutputStream().write(data);
    }

    /** As if its machine had lost its power, but for the kernel's end. */
    @Override
    public void close() throws IOException {
      below.close();
    }
  }
}
