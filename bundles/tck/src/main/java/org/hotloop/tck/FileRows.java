package org.hotloop.tck;

import static org.hotloop.tck.SubprocessRig.get;
import static org.hotloop.tck.SubprocessRig.piped;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hotloop.child.Exited;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Descriptors.FileUse;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.OsString;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that are files or descriptors, and descriptors beside the streams. */
interface FileRows extends SubprocessRows {

  @Test
  @DisplayName(
      "X16 X30 streams come from files and go to them: emptied, appended to, merged in order")
  default void streamsAreFiles(@TempDir Path folder) throws Exception {
    Path input = Files.writeString(folder.resolve("input"), "from the file\n");
    Path output = Files.writeString(folder.resolve("output"), "something longer, from before\n");
    SubprocessSpec spec =
        SubprocessSpec.exec("sh", "-c", "cat; echo err >&2; echo out").stdin(Stdio.from(input));

    rig().communicate(spec.stdout(Stdio.to(output)).stderr(Stdio.STDOUT), null);
    assertEquals("from the file\nerr\nout\n", Files.readString(output));

    rig().communicate(spec.stdout(Stdio.DEVNULL).stderr(Stdio.appendTo(output)), null);
    assertEquals("from the file\nerr\nout\nerr\n", Files.readString(output));
  }

  @Test
  @DisplayName("X16 a file that is not there is created, and none of ours stays open")
  default void filesAreCreatedAndClosed(@TempDir Path folder) throws Exception {
    Path created = folder.resolve("created");
    Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("appended"));
    SubprocessSpec spec = SubprocessSpec.exec("sh", "-c", "umask; echo err >&2").cwd(Path.of("/"));
    Subprocess shell = rig().start(spec.stdout(Stdio.to(created)).stderr(Stdio.appendTo(relative)));

    assertEquals(List.of(), openWithin(folder));
    get(shell.waitFor());
    int umask = Integer.parseInt(Files.readString(created).strip(), 8);
    assertEquals(0666 & ~umask, modeOf(created));
    assertEquals("err\n", Files.readString(folder.resolve("appended")));
  }

  @Test
  @DisplayName(
      "X35 a passed descriptor has its number in the child, and nothing else is open there")
  default void passedDescriptors(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "read through a number\n");
    Descriptors descriptors = Posix.get().descriptors();
    try (Descriptor first = descriptors.openFile(OsString.of(file), FileUse.READ);
        Descriptor between = descriptors.openFile(OsString.of(file), FileUse.READ);
        Descriptor second = descriptors.openFile(OsString.of(file), FileUse.READ)) {
      SubprocessSpec spec =
          piped("sh", "-c", "for f in /proc/self/fd/*; do [ -e $f ] && echo ${f##*/}; done")
              .passDescriptors(second.fd(), first.fd());
      SubprocessSpec reading = piped("cat", "/proc/self/fd/" + first.fd());

      String listed = rig().communicate(spec, null).stdoutText();
      List<String> expected = new ArrayList<>(List.of("0", "1", "2"));
      Stream.of(first, second).map(Descriptor::fd).map(String::valueOf).forEach(expected::add);
      assertEquals(expected.stream().sorted().toList(), listed.lines().sorted().toList());
      assertEquals(
          "read through a number\n",
          rig().communicate(reading.passDescriptors(first.fd()), null).stdoutText());
      assertTrue(between.isOpen());
    }
  }

  @Test
  @DisplayName("X35 a stream can be a descriptor of ours, and stays ours")
  default void streamsAreDescriptors() throws Exception {
    Descriptors.Pipe pipe = Posix.get().descriptors().openPipe(true);
    try (Descriptor reading = pipe.parent();
        Descriptor writing = pipe.child()) {
      Stdio given = Stdio.descriptor(writing.fd());
      SubprocessSpec spec = SubprocessSpec.exec("sh", "-c", "echo out; echo err >&2");
      rig().communicate(spec.stdout(given).stderr(given), null);
      writing.write(ByteBuffer.wrap("ours\n".getBytes(StandardCharsets.UTF_8)));

      ByteBuffer read = ByteBuffer.allocate(64);
      reading.read(read);
      assertArrayEquals(
          "out\nerr\nours\n".getBytes(StandardCharsets.UTF_8),
          java.util.Arrays.copyOf(read.array(), read.position()));
    }
  }

  @Test
  @DisplayName("X17 a child can open its streams again by name")
  default void streamsCanBeReopened() throws Exception {
    SubprocessSpec spec = piped("sh", "-c", "cat /dev/stdin >/dev/stdout; echo err >/dev/stderr");
    byte[] data = new byte[300_000]; // more than a pipe holds, in both directions
    java.util.Arrays.fill(data, (byte) 'x');
    var output = rig().communicate(spec, data);
    assertArrayEquals(data, output.stdout());
    assertEquals("err\n", output.stderrText());
    assertEquals(new Exited(0), output.status());
  }

  @Test
  @DisplayName("X38 nothing is closed twice: numbers that were freed are somebody else's")
  default void nothingIsClosedTwice(@TempDir Path folder) throws Exception {
    List<Descriptors.Pipe> others = new ArrayList<>();
    Descriptors descriptors = Posix.get().descriptors();
    Descriptors.Pipe given = descriptors.openPipe(false);
    others.add(given);
    try {
      for (int round = 0; round < 5; round++) {
        Subprocess cat =
            rig()
                .start(
                    piped("cat")
                        .stderr(Stdio.to(folder.resolve("err")))
                        .passDescriptors(given.child().fd()));
        others.add(descriptors.openPipe(true)); // takes the numbers of the child's ends
        get(cat.communicate("x".getBytes(StandardCharsets.UTF_8)));
        others.add(descriptors.openPipe(true)); // takes the numbers of ours
        rig().settle();
      }
      List<String> files = links(others);
      rig().closeLoop();
      assertEquals(files, links(others), "each is the pipe that it was");
    } finally {
      others.forEach(
          pipe -> {
            pipe.parent().close();
            pipe.child().close();
          });
    }
  }

  private static List<String> links(List<Descriptors.Pipe> pipes) throws Exception {
    List<String> links = new ArrayList<>();
    for (Descriptors.Pipe pipe : pipes) {
      for (Descriptor end : List.of(pipe.parent(), pipe.child())) {
        links.add(Files.readSymbolicLink(Path.of("/proc/self/fd/" + end.fd())).toString());
      }
    }
    for (int i = 0; i < links.size(); i += 2) {
      assertEquals(links.get(i), links.get(i + 1), "both ends of one pipe");
    }
    return links;
  }

  private static List<String> openWithin(Path folder) throws Exception {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .filter(Files::isSymbolicLink)
          .map(FileRows::target)
          .filter(target -> target.startsWith(folder.toString()))
          .toList();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (java.io.IOException e) {
      return ""; // closed since it was listed
    }
  }

  private static int modeOf(Path file) throws Exception {
    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    return Integer.parseInt(permissions.replaceAll("[rwx]", "1").replace('-', '0'), 2);
  }
}
