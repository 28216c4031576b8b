package org.hotloop.posix;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.hotloop.child.ExitStatus;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.subprocess.OsString;

/** Real children for tests. */
final class TestChildren {

  static final Children CHILDREN = Posix.get().children();

  private TestChildren() {}

  /** Those of the layer that is open now; one test shuts it. */
  static Descriptors descriptors() {
    return Posix.get().descriptors();
  }

  /** To /dev/null but for {@code stdout}, in an environment of two variables. */
  static SpawnRequest request(int stdout, String... command) throws PosixException {
    return new SpawnRequest(program(command), table(stdout));
  }

  static Program program(String... command) {
    return Program.of(List.of("PATH=/usr/bin:/bin", "LC_ALL=C"), command[0], command);
  }

  static DescriptorTable table(int stdout, Integer... passed) throws PosixException {
    int devNull = descriptors().devNull();
    return new DescriptorTable(devNull, stdout, devNull, new TreeSet<>(List.of(passed)));
  }

  /** This program, started in that folder. */
  static Program inFolder(Program program, String folder) {
    return new Program(
        program.path(), program.argv(), program.envp(), Optional.of(OsString.of(folder)));
  }

  static long spawn(String... command) throws PosixException {
    return CHILDREN.spawn(request(descriptors().devNull(), command));
  }

  static long shell(String script) throws PosixException {
    return spawn("/bin/sh", "-c", script);
  }

  /** Reaps {@code pid}, which is about to end. */
  static ExitStatus end(long pid) {
    return end(() -> CHILDREN.reap(pid));
  }

  /** The same by its descriptor. */
  static ExitStatus end(Pidfd pidfd) {
    return end(pidfd::reap);
  }

  private static ExitStatus end(Supplier<WaitResult> wait) {
    AtomicReference<WaitResult> result = new AtomicReference<>();
    await()
        .until(
            () -> {
              result.set(wait.get());
              return !(result.get() instanceof WaitResult.Running);
            });
    return ((WaitResult.Reaped) result.get()).status();
  }

  /** What {@code command} writes until it ends. */
  static String outputOf(String... command) throws IOException {
    return outputOf(stdout -> request(stdout, command));
  }

  /** What a child writes until it ends; it is asked for with the descriptor of its output. */
  static String outputOf(RequestTo request) throws IOException {
    Descriptors.Pipe pipe = descriptors().openPipe(true);
    try (Descriptor reading = pipe.parent()) {
      long pid = spawnAndClose(request, pipe.child());
      String output = readAll(reading);
      end(pid);
      return output;
    }
  }

  private static long spawnAndClose(RequestTo request, Descriptor output) throws PosixException {
    try (output) {
      return CHILDREN.spawn(request.to(output.fd()));
    }
  }

  /** A request for a child that writes to this descriptor. */
  @FunctionalInterface
  interface RequestTo {
    SpawnRequest to(int stdout) throws PosixException;
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
