package org.hotloop.loop.internal.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.subprocess.OsString;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be brought about at will: things that change between a look and the spawn. */
class SpawnFailureTest {

  private final Posix posix = Posix.get();

  @TempDir Path folder;

  @Test
  @DisplayName("X46 a directory that went after it was looked at is named, not the program")
  void a_directory_that_went_meanwhile() {
    SpawnException told = explain(folder.resolve("gone"), "ENOENT");
    assertEquals(Reason.WORKING_DIRECTORY, told.reason());
    assertTrue(
        told.getMessage().contains("working directory '%s'".formatted(folder.resolve("gone"))));
  }

  @Test
  @DisplayName("X37 a descriptor that was closed after it was looked at is told")
  void a_descriptor_that_was_closed_meanwhile() {
    assertEquals(Reason.BAD_DESCRIPTOR, explain(folder, "EBADF").reason());
  }

  @Test
  @DisplayName("X22 an error that nobody knows keeps its number and name")
  void an_unknown_error() {
    SpawnException told = explain(folder, "EIO");
    assertEquals(Reason.OTHER, told.reason());
    assertEquals("EIO", told.errnoName());
    assertEquals(1, told.errno());
  }

  private SpawnException explain(Path directory, String errnoName) {
    ChildView view = new ChildView(posix.surroundings(), Optional.of(OsString.of(directory)));
    SubprocessSpec spec = SubprocessSpec.exec("/bin/true").cwd(directory);
    return new SpawnFailure(spec, view, posix.descriptors(), spec.program())
        .explain(new PosixException("spawn", 1, errnoName, "as a test wants it"));
  }
}
