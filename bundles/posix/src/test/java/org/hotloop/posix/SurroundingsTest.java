package org.hotloop.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hotloop.posix.FileStatus.Kind;
import org.hotloop.subprocess.OsString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {

  private final Surroundings surroundings = Posix.get().surroundings();

  @TempDir private Path folder;

  @Test
  @DisplayName("X34 the environment is the one that the JDK decodes")
  void theEnvironmentIsOurs() {
    Map<String, String> variables = new HashMap<>();
    for (OsString entry : surroundings.environment()) {
      String[] parts = entry.toString().split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    assertEquals(System.getenv(), variables);
  }

  @Test
  void aVariableIsFoundByName() {
    assertEquals(
        Optional.ofNullable(System.getenv("PATH")),
        surroundings.variable(OsString.of("PATH")).map(OsString::toString));
    assertEquals(Optional.empty(), surroundings.variable(OsString.of("NO_SUCH_VARIABLE")));
  }

  @Test
  void filesAreToldApart() throws Exception {
    Path plain = Files.createFile(folder.resolve("plain"));
    assertEquals(new FileStatus(Kind.REGULAR, false), status(plain));
    Files.setPosixFilePermissions(plain, PosixFilePermissions.fromString("r-x------"));
    assertEquals(new FileStatus(Kind.REGULAR, true), status(plain));
    assertEquals(new FileStatus(Kind.FOLDER, true), status(folder));
    assertEquals(new FileStatus(Kind.OTHER, false), status(Path.of("/dev/null")));
    Path link = Files.createSymbolicLink(folder.resolve("link"), plain);
    assertEquals(new FileStatus(Kind.REGULAR, true), status(link));
  }

  @Test
  void whatIsNotThereIsAnErrorThatNamesIt() throws Exception {
    Path missing = folder.resolve("missing");
    PosixException refused = assertThrows(PosixException.class, () -> status(missing));
    assertEquals("ENOENT", refused.errnoName());
    assertEquals(true, refused.getMessage().contains(missing.toString()), refused.getMessage());
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
    assertEquals("ELOOP", assertThrows(PosixException.class, () -> status(loop)).errnoName());
  }

  private FileStatus status(Path path) throws PosixException {
    return surroundings.status(OsString.of(path));
  }
}
