package org.hotloop.posix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hotloop.posix.TestChildren.descriptors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.posix.Poller.Watch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollerTest {

  private final Poller poller = Posix.get().poller();
  private final Semaphore ready = new Semaphore(0);
  private Descriptor reading;
  private Descriptor writing;

  @BeforeEach
  void open() throws Exception {
    Descriptors.Pipe pipe = descriptors().openPipe(true);
    reading = pipe.parent();
    writing = pipe.child();
  }

  @AfterEach
  void close() {
    reading.close();
    writing.close();
  }

  @Test
  void readinessIsToldOnceForEachRearm() throws Exception {
    try (Watch watch = watch(reading, Interest.READ)) {
      write("a");
      awaitReady();
      write("b");
      assertNothingReady();

      watch.rearm();
      awaitReady(); // at once: there still is something to read

      reading.read(ByteBuffer.allocate(10));
      watch.rearm();
      assertNothingReady();
      write("c");
      awaitReady();
    }
  }

  @Test
  void theCallComesOnThePollersThread() throws Exception {
    AtomicReference<String> name = new AtomicReference<>();
    CountDownLatch called = new CountDownLatch(1);
    Runnable onReady =
        () -> {
          name.set(Thread.currentThread().getName());
          called.countDown();
        };
    try (Watch watch = poller.watch(writing.fd(), Interest.WRITE, onReady)) {
      assertTrue(called.await(10, SECONDS));
      assertEquals("hotloop-posix-epoll", name.get());
    }
  }

  @Test
  void aHangUpIsReadinessForBoth() throws Exception {
    try (Watch watch = watch(reading, Interest.READ)) {
      writing.close();
      awaitReady();
      assertEquals(-1, reading.read(ByteBuffer.allocate(10)));
    }
    close();
    open();
    fill();
    try (Watch watch = watch(writing, Interest.WRITE)) {
      assertNothingReady();
      reading.close();
      awaitReady();
    }
  }

  @Test
  void closingOneWatchLeavesTheOther() throws Exception {
    Semaphore other = new Semaphore(0);
    try (Watch read = watch(reading, Interest.READ)) {
      // a pipe's reading end is never ready for writing, so this one waits all the while
      Watch write = poller.watch(reading.fd(), Interest.WRITE, other::release);
      write.close();
      write("a");
      awaitReady();
      assertEquals(0, other.availablePermits());
    }
  }

  @Test
  void oneInterestCannotBeWatchedTwice() throws Exception {
    try (Watch watch = watch(reading, Interest.READ)) {
      assertThrows(IllegalStateException.class, () -> watch(reading, Interest.READ));
    }
    watch(reading, Interest.READ).close();
  }

  @Test
  void aClosedWatchIsNotCalled() throws Exception {
    Watch watch = watch(reading, Interest.READ);
    watch.close();
    watch.close();
    watch.rearm();
    write("a");
    assertNothingReady();
  }

  @Test
  void aWatchCanBeClosedWithinItsOwnCall() throws Exception {
    AtomicReference<Watch> self = new AtomicReference<>();
    CountDownLatch stored = new CountDownLatch(1);
    self.set(
        poller.watch(
            reading.fd(),
            Interest.READ,
            () -> {
              awaitUninterrupted(stored);
              self.get().close();
              ready.release();
            }));
    stored.countDown();
    write("a");
    awaitReady();
  }

  @Test
  void anOwnerThatThrowsHarmsNobodyElse() throws Exception {
    Runnable throwing =
        () -> {
          ready.release();
          throw new IllegalStateException("as a test wants it");
        };
    try (Watch bad = poller.watch(writing.fd(), Interest.WRITE, throwing);
        Watch good = watch(reading, Interest.READ)) {
      awaitReady();
      write("a");
      awaitReady();
    }
  }

  @Test
  void aNumberUsedAgainGetsNoStaleEvent() throws Exception {
    int again = 0;
    for (int i = 0; i < 500; i++) {
      // Its call may have begun when it is closed, and end later: that is told to itself only.
      Watch watch = poller.watch(reading.fd(), Interest.READ, () -> {});
      write("a");
      watch.close();
      int fd = reading.fd();
      close();
      open();
      again += fd == reading.fd() ? 1 : 0;
      try (Watch next = watch(reading, Interest.READ)) {
        assertEquals(0, ready.availablePermits());
        write("b");
        awaitReady();
      }
    }
    assertTrue(again > 100, "the test needs numbers that are used again");
  }

  @Test
  void aFileIsRefusedAsAlwaysReady(@TempDir Path folder) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("f").toFile(), "rw")) {
      int fd = fdOf(folder.resolve("f"));
      PosixException refused =
          assertThrows(PosixException.class, () -> poller.watch(fd, Interest.READ, ready::release));
      assertEquals("EPERM", refused.errnoName());
    }
  }

  @Test
  void aNumberThatIsNotOpenIsRefused() {
    int fd = 1_000_000;
    PosixException refused =
        assertThrows(PosixException.class, () -> poller.watch(fd, Interest.READ, ready::release));
    assertEquals("EBADF", refused.errnoName());
  }

  @Test
  void theThreadIsThereWhileSomethingIsWatchedAndSoonGone() throws Exception {
    await().until(() -> !threadIsThere());
    try (Watch watch = watch(reading, Interest.READ)) {
      assertTrue(threadIsThere());
    }
    await().until(() -> !threadIsThere());
  }

  private Watch watch(Descriptor descriptor, Interest interest) throws PosixException {
    return poller.watch(descriptor.fd(), interest, ready::release);
  }

  private void write(String text) throws Exception {
    writing.write(ByteBuffer.wrap(text.getBytes()));
  }

  private void fill() throws Exception {
    // the child's end blocks, so not a byte more than the pipe takes
    assertEquals(65_536, writing.write(ByteBuffer.allocateDirect(65_536)));
  }

  private void awaitReady() throws InterruptedException {
    assertTrue(ready.tryAcquire(10, SECONDS), "nothing became ready");
  }

  /** After a round trip through the poller's thread nothing earlier can be on its way. */
  private void assertNothingReady() throws Exception {
    CountDownLatch passed = new CountDownLatch(1);
    Descriptors.Pipe pipe = descriptors().openPipe(false);
    try (Descriptor parent = pipe.parent();
        Descriptor child = pipe.child();
        Watch watch = poller.watch(parent.fd(), Interest.WRITE, passed::countDown)) {
      assertTrue(passed.await(10, SECONDS));
    }
    assertEquals(0, ready.availablePermits());
  }

  private static int fdOf(Path file) throws Exception {
    for (String fd : new File("/proc/self/fd").list()) {
      try {
        if (Files.readSymbolicLink(Path.of("/proc/self/fd", fd)).equals(file.toRealPath())) {
          return Integer.parseInt(fd);
        }
      } catch (NoSuchFileException e) {
        continue; // closed since it was listed
      }
    }
    throw new AssertionError("no descriptor of " + file);
  }

  private static boolean threadIsThere() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("hotloop-posix-epoll"));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
