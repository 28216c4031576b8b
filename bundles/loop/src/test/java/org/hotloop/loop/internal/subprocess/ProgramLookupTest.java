package org.hotloop.loop.internal.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.hotloop.subprocess.SpawnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** X46, X34: who is found where, before the kernel is asked. */
class ProgramLookupTest {

  @TempDir Path folder;

  @Test
  void a_slash_makes_it_a_path_that_is_not_looked_up() throws Exception {
    assertEquals("./x", lookup("/nowhere").resolve("./x"));
    assertEquals("/no/such/x", lookup("/nowhere").resolve("/no/such/x"));
  }

  @Test
  void the_first_that_is_executable_wins_over_an_earlier_one_that_is_not() throws Exception {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    Files.createFile(first.resolve("x"));
    executable(second.resolve("x"));
    assertEquals(second + "/x", lookup(first + ":" + second).resolve("x"));
  }

  @Test
  void a_directory_of_that_name_is_no_program() throws Exception {
    Files.createDirectory(folder.resolve("x"));
    assertEquals("ENOENT", refusal(lookup(folder.toString()), "x").errnoName());
  }

  @Test
  void found_but_not_executable_is_EACCES_and_names_the_file() throws Exception {
    Path file = Files.createFile(folder.resolve("x"));
    SpawnException refusal = refusal(lookup("/nowhere:" + folder), "x");
    assertEquals("EACCES", refusal.errnoName());
    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
  }

  @Test
  void nowhere_is_ENOENT_and_names_the_path() {
    SpawnException refusal = refusal(lookup("/a:/b"), "x");
    assertEquals("ENOENT", refusal.errnoName());
    assertTrue(refusal.getMessage().contains("'/a:/b'"), refusal.getMessage());
  }

  @Test
  void relative_and_empty_entries_are_seen_from_the_childs_directory() throws Exception {
    executable(Files.createDirectory(folder.resolve("bin")).resolve("x"));
    executable(folder.resolve("y"));
    ProgramLookup lookup = new ProgramLookup(Optional.of(folder), Map.of("PATH", "bin:"));
    assertEquals("bin/x", lookup.resolve("x"));
    assertEquals("./y", lookup.resolve("y"));
  }

  @Test
  void without_a_path_the_usual_folders_are_searched() throws Exception {
    assertTrue(new ProgramLookup(Optional.empty(), Map.of()).resolve("sh").endsWith("/sh"));
  }

  private static ProgramLookup lookup(String path) {
    return new ProgramLookup(Optional.empty(), Map.of("PATH", path));
  }

  private static SpawnException refusal(ProgramLookup lookup, String program) {
    return assertThrows(SpawnException.class, () -> lookup.resolve(program));
  }

  private static void executable(Path file) throws Exception {
    Files.setPosixFilePermissions(
        Files.createFile(file), PosixFilePermissions.fromString("rwx------"));
  }
}
