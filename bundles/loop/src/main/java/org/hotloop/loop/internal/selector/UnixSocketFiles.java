package org.hotloop.loop.internal.selector;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of unix sockets, which outlive who listened. */
final class UnixSocketFiles {

  private UnixSocketFiles() {}

  /** One that nobody listens to; what is no socket, or is listened to, stays and is told. */
  static void removeStale(Path path) throws IOException {
    if (Files.exists(path) && isSocket(path) && !isListenedTo(path)) {
      Files.delete(path);
    }
  }

  /** That of a socket of ours, which is closed. */
  static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      return; // not ours to remove any more, as where its folder has changed hands
    }
  }

  private static boolean isSocket(Path path) throws IOException {
    int mode = (int) Files.getAttribute(path, "unix:mode");
    return (mode & 0170000) == 0140000; // S_IFMT, S_IFSOCK
  }

  /** Not blocking: a connect to one that has many to accept waits for its turn, on our loop. */
  private static boolean isListenedTo(Path path) throws IOException {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      probe.connect(UnixDomainSocketAddress.of(path));
      return true;
    } catch (ConnectException refused) {
      return false;
    } catch (SocketException busy) {
      return true; // EAGAIN: it has as many to accept as it lets wait
    }
  }
}
