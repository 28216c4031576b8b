package org.hotloop.loop.internal.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.OsString;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is found where, before the kernel is asked. */
class ProgramLookupTest {

  @TempDir Path folder;

  private Path first;
  private Path second;

  @BeforeEach
  void makeFolders() throws Exception {
    first = Files.createDirectory(folder.resolve("first"));
    second = Files.createDirectory(folder.resolve("second"));
  }

  @Test
  void aSlashMakesItAPathThatIsNotLookedUp() throws Exception {
    assertEquals("./x", resolve("/nowhere", "./x"));
    assertEquals("/no/such/x", resolve("/nowhere", "/no/such/x"));
  }

  @Test
  @DisplayName("X46 the first executable wins over what stands before it and is none, or a folder")
  void theFirstThatIsExecutableWinsOverAnEarlierOneThatIsNot() throws Exception {
    Path third = Files.createDirectory(folder.resolve("third"));
    Files.createFile(first.resolve("x"));
    Files.createDirectory(second.resolve("x"));
    executable(third.resolve("x"));
    assertEquals(third + "/x", resolve("%s:%s:%s".formatted(first, second, third), "x"));
  }

  @Test
  @DisplayName("X46 a folder of that name is no program, and named as the folder that it is")
  void aDirectoryOfThatNameIsNoProgram() throws Exception {
    Path found = Files.createDirectory(first.resolve("x"));
    SpawnException refusal = refusal(first + ":" + second, "x");
    assertEquals("EACCES", refusal.errnoName());
    assertEquals(Reason.PROGRAM_IS_FOLDER, refusal.reason());
    assertTrue(refusal.getMessage().contains(found.toString()), refusal.getMessage());
  }

  @Test
  void found_but_not_executable_is_EACCES_and_names_the_file() throws Exception {
    Path file = Files.createFile(first.resolve("x"));
    SpawnException refusal = refusal("/nowhere:" + first, "x");
    assertEquals("EACCES", refusal.errnoName());
    assertEquals(Reason.PROGRAM_NOT_EXECUTABLE, refusal.reason());
    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
  }

  @Test
  void nowhere_is_ENOENT_and_names_the_path() {
    SpawnException refusal = refusal("/a:/b", "x");
    assertEquals("ENOENT", refusal.errnoName());
    assertEquals(Reason.PROGRAM_MISSING, refusal.reason());
    assertTrue(refusal.getMessage().contains("'/a:/b'"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("left out"), refusal.getMessage());
  }

  @Test
  @DisplayName("X46 a file where the PATH names a folder hides nothing behind it")
  void anEntryThatIsAFileIsPassedOver() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    executable(second.resolve("x"));
    assertEquals(second + "/x", resolve(file + ":" + second, "x"));
    assertEquals("ENOENT", refusal(file.toString(), "x").errnoName());
  }

  @Test
  @DisplayName("X46 links in a circle and names too long are the kernel's own errors")
  void whatCannotBeLookedAtIsTold() throws Exception {
    Files.createSymbolicLink(first.resolve("x"), first.resolve("x"));
    assertEquals("ELOOP", refusal(first.toString(), "x").errnoName());
    SpawnException tooLong = refusal(first.toString(), "x".repeat(300));
    assertEquals("ENAMETOOLONG", tooLong.errnoName());
    assertEquals(Reason.PROGRAM_MISSING, tooLong.reason());
  }

  @Test
  @DisplayName("X34 relative entries are seen from the child's directory")
  void relativeEntriesAreSeenFromTheChildsDirectory() throws Exception {
    executable(first.resolve("x"));
    assertEquals("first/x", in(folder, "first").resolve(OsString.of("x")).toString());
    assertEquals("../first/x", in(second, "../first").resolve(OsString.of("x")).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "./", ".//", "././", ":", ".:", "/nowhere::"})
  @DisplayName("X46 the working directory is not searched, however the PATH spells it")
  void theWorkingDirectoryIsNeverSearched(String path) throws Exception {
    executable(folder.resolve("x"));
    ProgramLookup lookup = in(folder, path);

    SpawnException refusal =
        assertThrows(SpawnException.class, () -> lookup.resolve(OsString.of("x")));

    assertEquals("ENOENT", refusal.errnoName());
    assertTrue(refusal.getMessage().contains("left out"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("'" + path + "'"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "/", "//", "/.", "//.", ".x", "x.", "./first", "first/."})
  @DisplayName("X46 a folder whose name has dots, and the root, are searched like any other")
  void dotsInNamesAreNoWorkingDirectory(String path) {
    assertFalse(refusal(path, "no-such-program").getMessage().contains("left out"));
  }

  @Test
  void withoutAPathTheUsualFoldersAreSearched() throws Exception {
    SearchPath usual = SearchPath.in(List.of(OsString.of("HOME=/"), OsString.of("PATHS=/")));
    ProgramLookup lookup = new ProgramLookup(view(Optional.empty()), () -> usual);
    assertTrue(lookup.resolve(OsString.of("sh")).toString().endsWith("/sh"));
    SpawnException refusal =
        assertThrows(SpawnException.class, () -> lookup.resolve(OsString.of("no-such-program")));
    assertTrue(refusal.getMessage().contains("'/bin:/usr/bin'"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("none is set"), refusal.getMessage());
  }

  @Test
  @DisplayName("X34 of several PATHs the first counts, as for the child itself")
  void theFirstPathCounts() throws Exception {
    SearchPath path = SearchPath.in(List.of(OsString.of("PATH=/a"), OsString.of("PATH=/b")));
    assertEquals(List.of(OsString.of("/a")), path.folders());
  }

  @Test
  @DisplayName("X46 folders and programs can have names that are no UTF-8")
  void namesThatAreNoText() throws Exception {
    OsString folderOfNoText = OsString.of(new byte[] {(byte) 0xff});
    SearchPath path = SearchPath.of(Optional.of(folderOfNoText));
    assertEquals(List.of(folderOfNoText), path.folders());
  }

  private String resolve(String path, String program) throws SpawnException {
    return lookup(path).resolve(OsString.of(program)).toString();
  }

  private static ProgramLookup lookup(String path) {
    return new ProgramLookup(view(Optional.empty()), () -> path(path));
  }

  private static ProgramLookup in(Path directory, String path) {
    return new ProgramLookup(view(Optional.of(OsString.of(directory))), () -> path(path));
  }

  private static SearchPath path(String path) {
    return SearchPath.of(Optional.of(OsString.of(path)));
  }

  private static ChildView view(Optional<OsString> directory) {
    return new ChildView(Posix.get().surroundings(), directory);
  }

  private static SpawnException refusal(String path, String program) {
    return assertThrows(SpawnException.class, () -> lookup(path).resolve(OsString.of(program)));
  }

  private static void executable(Path file) throws Exception {
    Files.setPosixFilePermissions(
        Files.createFile(file), PosixFilePermissions.fromString("rwx------"));
  }
}
