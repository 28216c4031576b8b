package org.hotloop.posix;

import static org.awaitility.Awaitility.await;
import static org.hotloop.posix.TestChildren.CHILDREN;
import static org.hotloop.posix.TestChildren.descriptors;
import static org.hotloop.posix.TestChildren.end;
import static org.hotloop.posix.TestChildren.lines;
import static org.hotloop.posix.TestChildren.outputOf;
import static org.hotloop.posix.TestChildren.program;
import static org.hotloop.posix.TestChildren.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hotloop.child.Exited;
import org.hotloop.posix.Descriptors.FileUse;
import org.hotloop.posix.SpawnRequest.Attributes;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.subprocess.OsString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a child can be given beyond the usual, as the kernel and the child itself see it. */
class SpawnTest {

  private static final OptionalInt NONE = OptionalInt.empty();
  private static final OsString NO_TEXT = OsString.of(new byte[] {'a', (byte) 0xff, (byte) 0xc3});
  private static final String LIST_DESCRIPTORS =
      "for f in /proc/self/fd/*; do [ -e $f ] && echo ${f##*/}; done";

  @TempDir private Path folder;

  @AfterEach
  void leavesNoChild() {
    assertEquals(0, CHILDREN.unreaped());
  }

  @Test
  @DisplayName("X46 bytes that are no UTF-8 pass through arguments and environment")
  void bytesPassThrough() throws Exception {
    OsString variable = OsString.of(new byte[] {'V', '=', (byte) 0xfe, '\n'});
    Program program =
        new Program(
            OsString.of("/bin/sh"),
            List.of(
                OsString.of("sh"),
                OsString.of("-c"),
                OsString.of("printf %s%s \"$1\" \"$V\" | od -An -tx1"),
                OsString.of("sh"),
                NO_TEXT),
            Optional.of(List.of(variable)),
            Optional.empty());

    assertEquals(
        "61 ff c3 fe 0a", outputOf(stdout -> new SpawnRequest(program, table(stdout))).strip());
  }

  @Test
  @DisplayName("X46 X34 program and working directory can have names that are no UTF-8")
  void namesThatAreNoTextAreFound() throws Exception {
    spawnInShell("mkdir \"$(printf 'a\\377')\"; cp /bin/true \"$(printf 'a\\377/b\\376')\"");
    OsString cwd = OsString.of(bytes(folder + "/a", 0xff));
    Program program =
        new Program(
            OsString.of(bytes("./b", 0xfe)),
            List.of(OsString.of("b")),
            Optional.empty(),
            Optional.of(cwd));

    long pid = CHILDREN.spawn(new SpawnRequest(program, table(descriptors().devNull())));

    assertEquals(new Exited(0), end(pid));
  }

  @Test
  @DisplayName("X4 a new session has a leader that is its own group's, too")
  void aNewSession() throws Exception {
    List<Long> ids = idsOf(new Attributes(true, NONE, NONE, NONE));

    assertEquals(List.of(ids.get(0), ids.get(0), ids.get(0)), ids, "pid, group, session");
  }

  @Test
  void aNewGroupStaysInTheSession() throws Exception {
    List<Long> ids = idsOf(new Attributes(false, OptionalInt.of(0), NONE, NONE));

    assertEquals(ids.get(0), ids.get(1), "leads its group");
    assertEquals(idsOf(Attributes.ORDINARY).get(2), ids.get(2), "in the usual session");
  }

  @Test
  void anExistingGroupIsJoinedAndAMissingOneIsRefused() throws Exception {
    Attributes own = new Attributes(false, OptionalInt.of(0), NONE, NONE);
    long leader = spawn(own, "/bin/sleep", "60");
    Attributes joining = new Attributes(false, OptionalInt.of((int) leader), NONE, NONE);

    assertEquals(leader, idsOf(joining).get(1));

    CHILDREN.signal(leader, 9);
    end(leader);
    PosixException refused = assertThrows(PosixException.class, () -> spawn(joining, "/bin/true"));
    assertEquals("EPERM", refused.errnoName());
  }

  @Test
  @DisplayName("X35 31 a child has its streams, the descriptors it was passed, and no other")
  void passedDescriptorsKeepTheirNumbers() throws Exception {
    Descriptors.Pipe pipe = descriptors().openPipe(true);
    try (Descriptor first = pipe.parent();
        Descriptor between = pipe.child();
        Descriptor second = descriptors().openFile(OsString.of("/dev/null"), FileUse.READ)) {
      assertTrue(first.fd() < between.fd() && between.fd() < second.fd(), "a gap between them");
      Program listing = program("/bin/sh", "-c", LIST_DESCRIPTORS);

      String listed =
          outputOf(stdout -> new SpawnRequest(listing, table(stdout, first.fd(), second.fd())));

      List<String> passed =
          Stream.of(first.fd(), second.fd()).map(String::valueOf).sorted().toList();
      assertEquals(
          Stream.concat(Stream.of("0", "1", "2"), passed.stream()).sorted().toList(),
          lines(listed).stream().sorted().toList());
      assertTrue(descriptors().isOpen(first.fd()), "ours stays open");
    }
  }

  @Test
  @DisplayName(
      "X35 what is written to a passed descriptor arrives, also where it is stdout as well")
  void aPassedDescriptorCanBeAStreamAsWell() throws Exception {
    String output =
        outputOf(
            stdout ->
                new SpawnRequest(
                    program(
                        "/bin/sh", "-c", "echo passed >/proc/self/fd/" + stdout + "; echo stream"),
                    table(stdout, stdout)));

    assertEquals("passed\nstream\n", output);
  }

  @Test
  void theHighestDescriptorThatCouldBeOpenIsNoSpecialCase() throws Exception {
    DescriptorTable table = table(descriptors().devNull(), descriptorLimit() - 1);
    SpawnRequest request = new SpawnRequest(program("/bin/true"), table);

    PosixException refused = assertThrows(PosixException.class, () -> CHILDREN.spawn(request));
    assertEquals("EBADF", refused.errnoName(), "not open: but nothing else is wrong");
    assertFalse(refused.getMessage().contains("closefrom"), refused.getMessage());
  }

  @Test
  @DisplayName("X37 a descriptor that is not open is an error")
  void aClosedDescriptorIsAnError() throws Exception {
    int closed = descriptorLimit() - 2; // a lower one may be taken by the JVM at any moment
    assertFalse(descriptors().isOpen(closed));
    assertFalse(descriptors().isOpen(-1));

    SpawnRequest request = new SpawnRequest(program("/bin/true"), table(closed));
    PosixException refused = assertThrows(PosixException.class, () -> CHILDREN.spawn(request));
    assertEquals("EBADF", refused.errnoName());
  }

  @Test
  void umaskAndNicenessAreTheChildsOnly() throws Exception {
    Attributes attributes = new Attributes(false, NONE, OptionalInt.of(0137), OptionalInt.of(7));
    Set<String> before = ourStanding();

    String told =
        outputOf(
            stdout ->
                new SpawnRequest(
                    program("/bin/sh", "-c", "umask; nice; : > " + folder + "/file"),
                    table(stdout),
                    attributes));

    assertEquals("0137\n7\n", told);
    assertEquals(
        Set.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ),
        withoutExecution(Files.getPosixFilePermissions(folder.resolve("file"))));
    assertEquals(before, ourStanding(), "of each thread of ours");
  }

  @Test
  void theThreadOfASpawnIsGoneAfterIt() throws Exception {
    Attributes attributes = new Attributes(false, NONE, OptionalInt.of(077), NONE);

    end(spawn(attributes, "/bin/true"));

    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("hotloop-posix-spawn")));
  }

  @Test
  @DisplayName("X46 a failed exec with a umask of its own is the same error")
  void aFailureOnTheOtherThreadIsTheCallers() {
    Attributes attributes = new Attributes(false, NONE, OptionalInt.of(077), NONE);

    PosixException refused =
        assertThrows(PosixException.class, () -> spawn(attributes, "/no/such/program"));
    assertEquals("ENOENT", refused.errnoName());
  }

  @Test
  void anInterruptedSpawnStillTellsItsPid() throws Exception {
    Attributes attributes = new Attributes(false, NONE, OptionalInt.of(077), NONE);
    Thread.currentThread().interrupt();

    long pid = spawn(attributes, "/bin/true");

    assertTrue(Thread.interrupted(), "the interrupt is kept");
    assertEquals(new Exited(0), end(pid));
  }

  @Test
  @DisplayName("X24 requests that make no sense are refused")
  void nonsenseIsRefused() {
    assertRefused(() -> new Attributes(true, OptionalInt.of(0), NONE, NONE));
    assertRefused(() -> new Attributes(false, OptionalInt.of(-1), NONE, NONE));
    assertRefused(() -> new Attributes(false, NONE, OptionalInt.of(01000), NONE));
    assertRefused(() -> new Attributes(false, NONE, OptionalInt.of(-1), NONE));
    assertRefused(() -> new Attributes(false, NONE, NONE, OptionalInt.of(20)));
    assertRefused(() -> new Attributes(false, NONE, NONE, OptionalInt.of(-21)));
    assertRefused(() -> new DescriptorTable(-1, 1, 2));
    assertRefused(() -> table(1, 2));
    assertRefused(() -> Program.of(List.of(), "/bin/true"));
  }

  @Test
  @DisplayName("X46 too much is E2BIG, and the limits are told")
  void tooMuchIsTold() {
    String[] command = new String[40];
    Arrays.fill(command, "x".repeat(100_000));
    command[0] = "/bin/true";

    PosixException refused = assertThrows(PosixException.class, () -> TestChildren.spawn(command));

    assertEquals("E2BIG", refused.errnoName());
    assertTrue(refused.getMessage().contains("3,900,049 bytes of arguments"), refused.getMessage());
    assertTrue(refused.getMessage().contains("one may have 131,072"), refused.getMessage());
  }

  private static void assertRefused(Executable nonsense) {
    assertThrows(IllegalArgumentException.class, nonsense);
  }

  private static long spawn(Attributes attributes, String... command) throws PosixException {
    return CHILDREN.spawn(
        new SpawnRequest(program(command), table(descriptors().devNull()), attributes));
  }

  private void spawnInShell(String script) throws PosixException {
    Program program = program("/bin/sh", "-ec", script);
    SpawnRequest request =
        new SpawnRequest(
            TestChildren.inFolder(program, folder.toString()), table(descriptors().devNull()));
    assertEquals(new Exited(0), end(CHILDREN.spawn(request)));
  }

  /** A child's pid, group and session. */
  private static List<Long> idsOf(Attributes attributes) throws Exception {
    String stat =
        outputOf(
            stdout ->
                new SpawnRequest(
                    program("/bin/cat", "/proc/self/stat"), table(stdout), attributes));
    String[] fields = stat.split(" ");
    return Stream.of(fields[0], fields[4], fields[5]).map(Long::valueOf).toList();
  }

  /** The umasks and nicenesses that the threads of this process have. */
  private static Set<String> ourStanding() throws Exception {
    Set<String> standing = new TreeSet<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        try {
          String umask = Files.readString(task.resolve("status")).split("Umask:\\s*")[1];
          String niceness = Files.readString(task.resolve("stat")).replaceAll(".*\\) ", "");
          standing.add(umask.substring(0, 4) + " " + niceness.split(" ")[16]);
        } catch (IOException e) {
          continue; // it has ended since it was listed
        }
      }
    }
    return standing;
  }

  private static Set<PosixFilePermission> withoutExecution(Set<PosixFilePermission> permissions) {
    permissions.removeIf(permission -> permission.name().endsWith("EXECUTE"));
    return permissions;
  }

  private static int descriptorLimit() throws Exception {
    return Integer.parseInt(outputOf("/bin/sh", "-c", "ulimit -n").strip());
  }

  private static byte[] bytes(String text, int last) {
    byte[] bytes = (text + "?").getBytes(StandardCharsets.US_ASCII);
    bytes[bytes.length - 1] = (byte) last;
    return bytes;
  }
}
