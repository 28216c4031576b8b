package org.hotloop.posix;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hotloop.child.ExitStatus;

/** Real children for tests. */
final class TestChildren {

  static final Children CHILDREN = Posix.get().children();

  private TestChildren() {}

  /** Those of the layer that is open now; one test shuts it. */
  static Descriptors descriptors() {
    return Posix.get().descriptors();
  }

  static SpawnRequest request(int stdout, Optional<String> cwd, String... command) {
    try {
      int devNull = descriptors().devNull();
      List<String> env = List.of("PATH=/usr/bin:/bin", "LC_ALL=C");
      int out = stdout < 0 ? devNull : stdout;
      return new SpawnRequest(command[0], List.of(command), env, cwd, devNull, out, devNull);
    } catch (PosixException e) {
      throw new IllegalStateException(e);
    }
  }

  static long spawn(String... command) throws PosixException {
    return CHILDREN.spawn(request(-1, Optional.empty(), command));
  }

  static long shell(String script) throws PosixException {
    return spawn("/bin/sh", "-c", script);
  }

  /** Reaps {@code pid}, which is about to end. */
  static ExitStatus end(long pid) {
    AtomicReference<WaitResult> result = new AtomicReference<>();
    await()
        .until(
            () -> {
              result.set(CHILDREN.reap(pid));
              return !(result.get() instanceof WaitResult.Running);
            });
    return ((WaitResult.Reaped) result.get()).status();
  }

  /** What {@code command} writes until it ends. */
  static String outputOf(String... command) throws IOException {
    Descriptors.Pipe pipe = descriptors().openPipe(true);
    try (Descriptor reading = pipe.parent()) {
      long pid = CHILDREN.spawn(request(pipe.child().fd(), Optional.empty(), command));
      pipe.child().close();
      String output = readAll(reading);
      end(pid);
      return output;
    }
  }

  static String readAll(Descriptor reading) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
    for (int count = reading.read(buffer); count >= 0; count = reading.read(buffer.clear())) {
      byte[] chunk = new byte[buffer.flip().remaining()];
      buffer.get(chunk);
      bytes.write(chunk);
      Thread.onSpinWait();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  static List<String> lines(String text) {
    return Arrays.asList(text.split("\n"));
  }
}
