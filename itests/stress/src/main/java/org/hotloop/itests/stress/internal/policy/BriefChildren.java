package org.hotloop.itests.stress.internal.policy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.hotloop.EventLoop;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;

/** Children that come and go, a few at a time. */
final class BriefChildren implements Load {

  private static final int AT_ONCE = 6;
  private static final int LONGEST_PAUSE_MILLIS = 40;

  private final EventLoop loop;
  private final Subprocesses subprocesses;
  private final Exits exits;

  /** The loop's thread only. */
  private final RandomGenerator random;

  BriefChildren(EventLoop loop, Subprocesses subprocesses, Exits exits, RandomGenerator random) {
    this.loop = loop;
    this.subprocesses = subprocesses;
    this.exits = exits;
    this.random = random;
  }

  @Override
  public CompletableFuture<Void> begin(BooleanSupplier wanted) {
    return CompletableFuture.supplyAsync(() -> beginAll(wanted), loop).thenCompose(over -> over);
  }

  private CompletableFuture<Void> beginAll(BooleanSupplier wanted) {
    return CompletableFuture.allOf(
        Stream.generate(() -> keepStarting(wanted))
            .limit(AT_ONCE)
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> keepStarting(BooleanSupplier wanted) {
    return wanted.getAsBoolean()
        ? start().thenCompose(over -> pause()).thenCompose(over -> keepStarting(wanted))
        : CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> start() {
    long number = exits.expect();
    String code = Integer.toString(Exits.code(number));
    return subprocesses
        .createSubprocessExec(SubprocessSpec.exec("/bin/sh", "-c", "exit $1", "sh", code))
        .thenCompose(Subprocess::waitFor)
        .thenAccept(status -> exits.told(number, status.returncode()))
        .exceptionally(
            failure -> {
              exits.broke(number, failure);
              return null;
            })
        .toCompletableFuture();
  }

  private CompletableFuture<Void> pause() {
    CompletableFuture<Void> over = loop.createFuture();
    loop.callLater(
        Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)), () -> over.complete(null));
    return over;
  }

  @Override
  public void judge() {
    exits.judge();
  }
}
