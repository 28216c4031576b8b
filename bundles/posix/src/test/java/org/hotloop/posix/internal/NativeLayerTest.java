package org.hotloop.posix.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.hotloop.baseline.Baseline;
import org.hotloop.posix.Children;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Poller;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixUnavailableException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.posix.WaitResult;
import org.junit.jupiter.api.Test;

class NativeLayerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void itIsTheSameUntilItIsShut() {
    Posix before = Posix.get();
    assertSame(before, Posix.get());

    NativeLayer.shut();

    assertNotSame(before, Posix.get());
  }

  @Test
  void shutClosesEverythingAndEndsTheThread() throws Exception {
    Posix.get();
    NativeLayer.shut();
    Baseline baseline = Baseline.ofDescriptors();

    Posix posix = Posix.get();
    int devNull = posix.descriptors().devNull();
    Descriptors.Pipe pipe = posix.descriptors().openPipe(true);
    Poller.Watch watch = posix.poller().watch(pipe.parent().fd(), Interest.READ, () -> {});
    NativeLayer.shut();
    NativeLayer.shut();

    assertFalse(pollerThread().isPresent());
    pipe.parent().close();
    pipe.child().close();
    baseline.awaitRestored(PATIENCE);
    assertFalse(open("/dev/null").contains(devNull), "a file, which the baseline leaves out");
    watch.rearm();
    watch.close();
    assertThrows(
        IllegalStateException.class, () -> posix.poller().watch(0, Interest.READ, () -> {}));
    assertThrows(IllegalStateException.class, () -> posix.descriptors().devNull());
  }

  @Test
  void shutFromThePollersThreadDoesNotWaitForItself() throws Exception {
    CountDownLatch shut = new CountDownLatch(1);
    Descriptors.Pipe pipe = Posix.get().descriptors().openPipe(true);
    Runnable shutting =
        () -> {
          NativeLayer.shut();
          shut.countDown();
        };
    Posix.get().poller().watch(pipe.child().fd(), Interest.WRITE, shutting);

    assertTrue(shut.await(4, SECONDS), "waited for itself");
    pipe.parent().close();
    pipe.child().close();
  }

  @Test
  void theKnowledgeOfChildrenOutlivesTheLayer() throws Exception {
    Children before = Posix.get().children();
    int devNull = Posix.get().descriptors().devNull();
    long pid =
        before.spawn(
            new SpawnRequest(
                Program.of(List.of(), "/bin/sleep", "sleep", "60"),
                new DescriptorTable(devNull, devNull, devNull)));
    NativeLayer.shut();

    assertTrue(Posix.get().children().signal(pid, 9));
    await().until(() -> Posix.get().children().reap(pid) instanceof WaitResult.Reaped);
  }

  @Test
  void aBrokenEpollIsReplacedAndItsWatchesGoOn() throws Exception {
    NativeLayer.shut();
    Descriptors.Pipe pipe = Posix.get().descriptors().openPipe(true);
    Descriptors.Pipe kick = Posix.get().descriptors().openPipe(true);
    Set<Integer> epolls = open("eventpoll");
    Set<Integer> wakeUps = open("eventfd");
    CountDownLatch ready = new CountDownLatch(1);
    CountDownLatch kicked = new CountDownLatch(1);
    Posix.get().poller().watch(pipe.parent().fd(), Interest.READ, ready::countDown);
    Poller.Watch kicking =
        Posix.get().poller().watch(kick.parent().fd(), Interest.READ, kicked::countDown);

    Set<Integer> opened = open("eventpoll");
    opened.removeAll(epolls);
    Set<Integer> abandoned = open("eventfd");
    abandoned.removeAll(wakeUps);
    opened.forEach(NativeLayerTest::close);
    kick.child().close(); // the wait that goes on still knows the epoll; the next one does not
    assertTrue(kicked.await(10, SECONDS));
    pipe.child().close();

    assertTrue(ready.await(10, SECONDS), "the watch was lost with the epoll");
    kicking.close();
    NativeLayer.shut();
    pipe.parent().close();
    kick.parent().close();
    // what belonged to the broken one is left alone, since its number may be anybody's by then
    abandoned.forEach(NativeLayerTest::close);
  }

  @Test
  void anotherPlatformIsRefusedByName() {
    PosixUnavailableException refused =
        assertThrows(
            PosixUnavailableException.class,
            () -> NativeLibrary.requirePlatform("Windows 11", "amd64"));
    assertTrue(refused.getMessage().contains("Windows 11"), refused.getMessage());
    assertThrows(
        PosixUnavailableException.class, () -> NativeLibrary.requirePlatform("Linux", "s390x"));
    NativeLibrary.requirePlatform("Linux", "aarch64");
  }

  private static Optional<Thread> pollerThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("hotloop-posix-epoll"))
        .findFirst();
  }

  /** The numbers of what is open and of that kind. */
  private static Set<Integer> open(String kind) throws Exception {
    Set<Integer> open = new HashSet<>();
    for (String fd : new File("/proc/self/fd").list()) {
      try {
        if (Files.readSymbolicLink(Path.of("/proc/self/fd", fd)).toString().contains(kind)) {
          open.add(Integer.parseInt(fd));
        }
      } catch (NoSuchFileException e) {
        continue; // closed since it was listed, as the listing's own is
      }
    }
    return open;
  }

  private static void close(int fd) {
    NativeProcess.get().library().posix().close(fd);
  }
}
