package org.hotloop.subprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsStringTest {

  private static final byte[] NO_UTF8 = {'a', (byte) 0xff, (byte) 0xc3, 'b'};

  @Test
  @DisplayName("X46 bytes that are no UTF-8 stay as they are")
  void anyBytesStayAsTheyAre() {
    assertArrayEquals(NO_UTF8, OsString.of(NO_UTF8).toByteArray());
    assertEquals(4, OsString.of(NO_UTF8).length());
  }

  @Test
  void laterChangesOfAnArrayDoNotReachTheString() {
    byte[] given = NO_UTF8.clone();
    OsString string = OsString.of(given);
    given[0] = 'x';
    string.toByteArray()[0] = 'y';
    assertArrayEquals(NO_UTF8, string.toByteArray());
  }

  @Test
  void stringsAreEqualWhenTheirBytesAre() {
    assertEquals(OsString.of("ä"), OsString.of(new byte[] {(byte) 0xc3, (byte) 0xa4}));
    assertEquals(OsString.of("ä").hashCode(), OsString.of("ä").hashCode());
    assertNotEquals(OsString.of("a"), OsString.of("b"));
    assertEquals("ä", OsString.of("ä").toString());
  }

  @Test
  @DisplayName("X46 a NUL is refused, and shown in the message")
  void aNulIsRefused() {
    assertRefused("'a\\0b'", () -> OsString.of("a\0b"));
    assertRefused("NUL", () -> OsString.of(new byte[] {0}));
  }

  @Test
  @DisplayName("X24 half of a surrogate pair, which UTF-8 cannot say, is refused")
  void halfOfASurrogatePairIsRefused() {
    assertRefused("surrogate", () -> OsString.of("a\ud800b"));
  }

  @Test
  @DisplayName("X25 a path gives the bytes that the file system has, absolute or relative")
  void aPathGivesItsBytes(@TempDir Path folder) throws IOException {
    assertEquals(OsString.of("/a b/%41?#"), OsString.of(Path.of("/a b/%41?#")));
    Path named = undecodable(folder);
    byte[] absolute = OsString.of(named).toByteArray();
    int start = absolute.length - 1;
    assertEquals((byte) 0xff, absolute[start]);
    assertEquals(folder + "/x", new String(absolute, 0, start));
    Path relative = Path.of("").toAbsolutePath().relativize(named);
    byte[] bytes = OsString.of(relative).toByteArray();
    assertEquals((byte) 0xff, bytes[bytes.length - 1]);
    String first = relative.getName(0).toString();
    assertEquals(first, new String(bytes, 0, first.length()));
  }

  @Test
  @DisplayName("X25 a folder's name has no slash at its end, however it is named")
  void aFolderHasNoSlashAtItsEnd(@TempDir Path folder) throws IOException {
    Path named = Files.createDirectory(undecodable(folder));
    byte[] bytes = OsString.of(named).toByteArray();
    assertEquals((byte) 0xff, bytes[bytes.length - 1]);
  }

  @Test
  @DisplayName("X24 a path inside an archive is refused")
  void aPathOfAnotherFileSystemIsRefused(@TempDir Path folder) throws IOException {
    URI archive = URI.create("jar:" + folder.resolve("a.zip").toUri());
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      assertRefused("'/inside'", () -> OsString.of(zip.getPath("/inside")));
    }
  }

  /** A name that no string could say. */
  private static Path undecodable(Path folder) {
    return Path.of(URI.create(folder.toUri() + "x%FF"));
  }

  private static void assertRefused(
      String naming, org.junit.jupiter.api.function.Executable attempt) {
    String message = assertThrows(InvalidSpecException.class, attempt).getMessage();
    assertTrue(message.contains(naming), message);
  }
}
