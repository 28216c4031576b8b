package org.hotloop.baseline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;

/**
 * The JDK's networking keeps a socket for good once it is loaded, to close others with. Loaded in
 * advance, it is no test's leak.
 */
final class JdkSockets {

  private JdkSockets() {}

  static JdkSockets loaded() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocketChannel channel = ServerSocketChannel.open();
        ServerSocket socket = new ServerSocket(0, 1, loopback)) {
      channel.bind(new InetSocketAddress(loopback, 0));
      return new JdkSockets();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
