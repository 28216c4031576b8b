package org.hotloop.posix.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hotloop.child.ExitStatus;

/**
 * Reaps what this process has adopted: as pid 1, as in a container, or as a subreaper, it becomes
 * the parent of children whose own parent has ended. Nobody waits for those, so they would be
 * zombies for as long as the JVM lives.
 *
 * <p>An orphan is told from a child of our own by three marks. The kernel hands it to the first
 * thread of the process, while a child belongs to the thread that started it, for as long as that
 * lives; nobody here has spawned or asked about it; and it stays a zombie: whoever waits for a
 * child, such as the JDK's reaper threads, does so at once.
 *
 * <p>One thread of its own, which looks once a second and needs no signal.
 */
final class OrphanReaper implements AutoCloseable {

  private static final Logger LOGGER = System.getLogger(OrphanReaper.class.getName());
  private static final long INTERVAL_SECONDS = 1;

  /** So many looks in a row must have met a zombie: it is then at least two seconds old. */
  private static final int SIGHTINGS = 3;

  private final PosixChildren children;
  private final ProcFs proc;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "hotloop-posix-orphans");

  /** How often each was seen; of the last look only. The thread's. */
  private Map<Zombie, Integer> sightings = Map.of();

  OrphanReaper(PosixChildren children, ProcFs proc) {
    this.children = children;
    this.proc = proc;
    thread.setDaemon(true);
  }

  /** Begins where this process adopts orphans; elsewhere there is nothing to do. */
  static Optional<OrphanReaper> startWhereOrphansCome(NativeProcess process) {
    if (!process.adoptsOrphans()) {
      return Optional.empty();
    }
    OrphanReaper reaper = new OrphanReaper(process.children(), new ProcFs());
    reaper.thread.start();
    return Optional.of(reaper);
  }

  /** Ends the thread and waits for its end. Idempotent. */
  @Override
  public void close() {
    closed.countDown();
    boolean interrupted = Thread.interrupted();
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed.await(INTERVAL_SECONDS, TimeUnit.SECONDS)) {
        look();
      }
    } catch (IOException | RuntimeException | InterruptedException e) {
      LOGGER.log(
          Level.WARNING,
          "Orphans that this process adopts stay zombies, for they cannot be told from its own"
              + " children; let an init such as tini be pid 1",
          e);
    }
  }

  /** Reaps what was a zombie, and nobody's, in the last looks and in this one. */
  void look() throws IOException {
    children.forgetOthersReaped();
    Map<Zombie, Integer> seen = new HashMap<>();
    for (Zombie zombie : zombiesOfNobody()) {
      int times = sightings.getOrDefault(zombie, 0) + 1;
      if (times < SIGHTINGS) {
        seen.put(zombie, times);
      } else {
        reap(zombie);
      }
    }
    sightings = seen;
  }

  private List<Zombie> zombiesOfNobody() throws IOException {
    return proc.childrenOfLeader().stream()
        .filter(pid -> !children.isKnown(pid))
        .flatMap(pid -> proc.zombie(pid).stream())
        .toList();
  }

  private void reap(Zombie zombie) {
    Optional<ExitStatus> status = children.reapOrphan(zombie.pid());
    status.ifPresent(
        how -> LOGGER.log(Level.DEBUG, () -> "Reaped the orphan pid " + zombie.pid() + ": " + how));
  }
}
