package org.hotloop.itests.bench.internal.jvm;

/** A server that sends back what it gets, on connections that do not delay small packets. */
@FunctionalInterface
public interface EchoServer {

  /**
   * Begins to serve on 127.0.0.1, until the peer is closed.
   *
   * @return its port
   */
  int serve() throws Exception;
}
