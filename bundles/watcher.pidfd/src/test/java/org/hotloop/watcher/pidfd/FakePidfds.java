package org.hotloop.watcher.pidfd;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hotloop.posix.ChildState;
import org.hotloop.posix.Pidfd;
import org.hotloop.posix.Pidfds;
import org.hotloop.posix.Poller;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.Seat;
import org.hotloop.posix.WaitResult;
import org.hotloop.tck.FakeReaper;

/** Pidfds of a fake kernel's children, readable when a test says so. For one thread. */
final class FakePidfds implements Pidfds, Poller {

  private final FakeReaper reaper;
  private final Map<Integer, Long> open = new LinkedHashMap<>();
  private final Map<Integer, Armed> armed = new LinkedHashMap<>();
  private Optional<String> impediment = Optional.empty();
  private boolean exhausted;
  private int last;
  private int rearmed;

  FakePidfds(FakeReaper reaper) {
    this.reaper = reaper;
  }

  /** There is no descriptor to be had, or there is again. */
  void exhaust(boolean none) {
    exhausted = none;
  }

  /** There are no pidfds here at all. */
  void impede(String reason) {
    impediment = Optional.of(reason);
  }

  /** The pidfd of {@code pid} is readable: who waits for it is told, if somebody does. */
  void readable(long pid) {
    Map.copyOf(open).entrySet().stream()
        .filter(entry -> entry.getValue() == pid)
        .map(entry -> armed.remove(entry.getKey()))
        .filter(watch -> watch != null)
        .forEach(watch -> watch.onReady.run());
  }

  /** How many are open. */
  int open() {
    return open.size();
  }

  /** How many of them would be told of. */
  int armed() {
    return armed.size();
  }

  /** How often one was armed again. */
  int rearmed() {
    return rearmed;
  }

  @Override
  public Seat takeSeat() {
    throw new UnsupportedOperationException("a test says what is readable, no loop waits for it");
  }

  @Override
  public Optional<String> watchImpediment() {
    return impediment;
  }

  @Override
  public Optional<String> signalImpediment() {
    return impediment;
  }

  @Override
  public Pidfd open(long pid) throws PosixException {
    if (exhausted) {
      throw new PosixException("pidfd_open", 24, "EMFILE", "Too many open files");
    }
    open.put(++last, pid);
    return new FakePidfd(last, pid);
  }

  @Override
  public Watch watch(int fd, Interest interest, Runnable onReady) {
    Armed watch = new Armed(fd, onReady);
    armed.put(fd, watch);
    return watch;
  }

  private final class Armed implements Watch {
    private final int fd;
    private final Runnable onReady;

    Armed(int fd, Runnable onReady) {
      this.fd = fd;
      this.onReady = onReady;
    }

    @Override
    public void rearm() {
      rearmed++;
      armed.put(fd, this);
    }

    @Override
    public void close() {
      if (!open.containsKey(fd)) {
        throw new IllegalStateException("the pidfd was closed before its watch");
      }
      armed.remove(fd);
    }
  }

  private final class FakePidfd implements Pidfd {
    private final int fd;
    private final long pid;

    FakePidfd(int fd, long pid) {
      this.fd = fd;
      this.pid = pid;
    }

    @Override
    public int fd() {
      return fd;
    }

    @Override
    public ChildState state() {
      return reaper.state(pid);
    }

    @Override
    public WaitResult reap() {
      return reaper.reap(pid);
    }

    @Override
    public void close() {
      if (open.remove(fd) == null) {
        throw new IllegalStateException("closed twice");
      }
    }
  }
}
