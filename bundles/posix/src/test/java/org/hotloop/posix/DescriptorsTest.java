package org.hotloop.posix;

import static org.hotloop.posix.TestChildren.CHILDREN;
import static org.hotloop.posix.TestChildren.descriptors;
import static org.hotloop.posix.TestChildren.end;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.hotloop.child.Exited;
import org.hotloop.posix.Descriptors.FileUse;
import org.hotloop.posix.Descriptors.Kind;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.subprocess.OsString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorsTest {

  private static final int PIPE_BYTES = 65_536;
  private static final int ENLARGED_BYTES = 1 << 20;
  private static final int MOST_ENLARGED = 16;
  private static final int O_WRONLY = 01;
  private static final int O_APPEND = 02000;
  private static final int O_NONBLOCK = 04000;
  private static final int O_LARGEFILE = 0100000;
  private static final int O_CLOEXEC = 02000000;

  @TempDir private Path folder;

  private Descriptors.Pipe pipe;

  @AfterEach
  void close() {
    if (pipe != null) {
      pipe.parent().close();
      pipe.child().close();
    }
  }

  @Test
  void anEmptyPipeReadsNothingAndAnEndedOneTheEnd() throws Exception {
    open(true);
    ByteBuffer buffer = ByteBuffer.allocateDirect(16);

    assertEquals(0, pipe.parent().read(buffer));
    pipe.child().write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertEquals(3, pipe.parent().read(buffer));
    assertEquals(3, buffer.position());
    pipe.child().close();
    assertEquals(-1, pipe.parent().read(buffer));
  }

  @Test
  void aFullPipeTakesNothing() throws Exception {
    open(false);
    ByteBuffer source = ByteBuffer.allocateDirect(2 * PIPE_BYTES);

    assertEquals(PIPE_BYTES, pipe.parent().write(source));
    assertEquals(PIPE_BYTES, source.position());
    assertEquals(0, pipe.parent().write(source));
    assertEquals(PIPE_BYTES, source.position());
  }

  @Test
  void anEnlargedPipeTakesMore() throws Exception {
    open(false);
    ByteBuffer source = ByteBuffer.allocateDirect(2 * ENLARGED_BYTES);

    assertTrue(pipe.parent().enlargePipe());
    assertTrue(pipe.parent().enlargePipe(), "and once is enough");
    assertEquals(ENLARGED_BYTES, pipe.parent().write(source));
  }

  @Test
  void fewPipesAreEnlargedUntilOneOfThemIsClosed() throws Exception {
    List<Descriptors.Pipe> pipes = new ArrayList<>();
    try {
      for (int i = 0; i < MOST_ENLARGED; i++) {
        pipes.add(descriptors().openPipe(true));
        assertTrue(pipes.get(i).parent().enlargePipe());
      }
      open(true);
      assertFalse(pipe.parent().enlargePipe());
      pipes.get(0).parent().close();
      assertTrue(pipe.parent().enlargePipe());
    } finally {
      for (Descriptors.Pipe one : pipes) {
        one.parent().close();
        one.child().close();
      }
    }
  }

  @Test
  void whatIsNoPipeOrClosedIsNotEnlarged() throws Exception {
    open(true);
    pipe.parent().close();
    pipe.child().close();
    assertFalse(pipe.parent().enlargePipe());
    try (Descriptor file = descriptors().openFile(OsString.of("/dev/null"), FileUse.READ)) {
      assertFalse(file.enlargePipe());
    }
    fewPipesAreEnlargedUntilOneOfThemIsClosed(); // nothing was taken for them
  }

  @Test
  void writingWhereNobodyReadsIsEpipe() throws Exception {
    open(false);
    pipe.child().close();

    PosixException refused =
        assertThrows(PosixException.class, () -> pipe.parent().write(ByteBuffer.allocate(1)));
    assertEquals("EPIPE", refused.errnoName());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bytesPassUnchangedWhateverTheBuffersPositions(boolean direct) throws Exception {
    open(true);
    byte[] sent = new byte[200_000];
    new Random(1).nextBytes(sent);
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeBlocking(sent, direct));

    ByteBuffer target = buffer(sent.length + 8, direct).position(7); // never full
    while (pipe.parent().read(target) >= 0) {
      Thread.onSpinWait();
    }

    writer.join();
    byte[] received = new byte[sent.length];
    target.flip().position(7).get(received);
    assertArrayEquals(sent, received);
  }

  @Test
  void anEmptyBufferMakesNoCall() throws Exception {
    open(true);
    pipe.child().close();

    assertEquals(0, pipe.parent().read(ByteBuffer.allocate(0)), "not the end: nothing was asked");
  }

  @Test
  void aReadOnlyBufferCanBeWrittenFromButNotReadInto() throws Exception {
    open(true);
    ByteBuffer readOnly = ByteBuffer.allocateDirect(3).asReadOnlyBuffer();

    assertThrows(IllegalArgumentException.class, () -> pipe.parent().read(readOnly));
    assertEquals(3, pipe.child().write(readOnly));
  }

  @Test
  void aClosedDescriptorGivesItsNumberNoMore() throws Exception {
    open(true);
    Descriptor closed = pipe.parent();
    int fd = closed.fd();
    closed.close();
    Descriptors.Pipe next = descriptors().openPipe(true);
    try (Descriptor taken = next.parent();
        Descriptor other = next.child()) {
      assertEquals(fd, taken.fd(), "the number is somebody else's now");
      closed.close();
      assertTrue(isOpen(fd), "closed a second time");
    }

    assertFalse(closed.isOpen());
    assertThrows(IllegalStateException.class, closed::fd);
    assertThrows(ClosedChannelException.class, () -> closed.read(ByteBuffer.allocate(1)));
    assertThrows(ClosedChannelException.class, () -> closed.write(ByteBuffer.allocate(1)));
  }

  @Test
  void theParentsEndDoesNotBlockAndBothCloseOnExec() throws Exception {
    open(true);

    assertTrue(flags(pipe.parent()).endsWith("2004000"), "O_CLOEXEC, O_NONBLOCK, O_RDONLY");
    assertTrue(flags(pipe.child()).endsWith("2000001"), "O_CLOEXEC, O_WRONLY");
  }

  @Test
  void filesBlockAsProgramsExpectAndCloseOnExec() throws Exception {
    OsString file = OsString.of(folder.resolve("file"));
    for (FileUse use : List.of(FileUse.WRITE, FileUse.APPEND, FileUse.READ)) {
      try (Descriptor opened = descriptors().openFile(file, use)) {
        int flags = Integer.parseInt(flags(opened).replaceAll("\\D", ""), 8) & ~O_LARGEFILE;
        assertEquals(flagsOf(use), flags, use.toString());
      }
    }
  }

  @Test
  void openingAFifoNeverWaits() throws Exception {
    Path fifo = folder.resolve("fifo");
    assertEquals(new Exited(0), end(TestChildren.spawn("/usr/bin/mkfifo", fifo.toString())));
    OsString name = OsString.of(fifo);

    PosixException refused =
        assertThrows(
            PosixException.class, () -> descriptors().openFile(name, FileUse.WRITE).close());
    assertEquals("ENXIO", refused.errnoName());
    try (Descriptor reading = descriptors().openFile(name, FileUse.READ)) {
      assertEquals(-1, reading.read(ByteBuffer.allocate(1)), "at its end");
    }
  }

  @Test
  void devNullIsOpenedOnceAndTakesEverything() throws Exception {
    assertEquals(descriptors().devNull(), descriptors().devNull());
    assertEquals(
        Path.of("/dev/null"),
        Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptors().devNull())));
  }

  @Test
  void itIsToldWhatADescriptorIs() throws Exception {
    open(true);
    Path file = Files.createFile(folder.resolve("file"));
    try (Descriptor regular = descriptors().openFile(OsString.of(file), FileUse.READ)) {
      assertEquals(Kind.PIPE, descriptors().kind(pipe.parent().fd()));
      assertEquals(Kind.CHARACTER_DEVICE, descriptors().kind(descriptors().devNull()));
      assertEquals(Kind.OTHER, descriptors().kind(regular.fd()));
    }
    PosixException closed =
        assertThrows(PosixException.class, () -> descriptors().kind(Integer.MAX_VALUE));
    assertEquals("EBADF", closed.errnoName());
  }

  @Test
  void whatIsAdoptedDoesNotBlockAndKeepsItsFlags() throws Exception {
    Path file = folder.resolve("file");
    try (Descriptor opened = descriptors().openFile(OsString.of(file), FileUse.APPEND)) {
      descriptors().adopt(opened.fd());

      int flags = Integer.parseInt(flags(opened).replaceAll("\\D", ""), 8) & ~O_LARGEFILE;
      assertEquals(O_CLOEXEC | O_WRONLY | O_APPEND | O_NONBLOCK, flags);
    }
    PosixException closed =
        assertThrows(PosixException.class, () -> descriptors().adopt(Integer.MAX_VALUE));
    assertEquals("EBADF", closed.errnoName());
  }

  @Test
  void aChildCanHaveOneDescriptorForAllThree() throws Exception {
    open(true);
    int fd = pipe.child().fd();
    Program program = TestChildren.program("/bin/sh", "-c", "echo out; echo err >&2");
    long pid = CHILDREN.spawn(new SpawnRequest(program, new DescriptorTable(fd, fd, fd)));
    pipe.child().close();

    assertEquals("out\nerr\n", TestChildren.readAll(pipe.parent()));
    assertEquals(new Exited(0), end(pid));
  }

  private static int flagsOf(FileUse use) {
    return O_CLOEXEC
        | switch (use) {
          case READ -> 0;
          case WRITE -> O_WRONLY;
          case APPEND -> O_WRONLY | O_APPEND;
        };
  }

  private void open(boolean parentReads) throws PosixException {
    pipe = descriptors().openPipe(parentReads);
  }

  private void writeBlocking(byte[] bytes, boolean direct) {
    try (Descriptor writing = pipe.child()) {
      ByteBuffer source = buffer(bytes.length + 5, direct).position(5);
      source.put(bytes).flip().position(5);
      while (source.hasRemaining()) {
        writing.write(source);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static ByteBuffer buffer(int size, boolean direct) {
    return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
  }

  private static boolean isOpen(int fd) {
    return Files.isSymbolicLink(Path.of("/proc/self/fd/" + fd));
  }

  private static String flags(Descriptor descriptor) throws Exception {
    return Files.readAllLines(Path.of("/proc/self/fdinfo/" + descriptor.fd())).stream()
        .filter(line -> line.startsWith("flags:"))
        .findFirst()
        .orElseThrow();
  }
}
