package org.hotloop.itests.stress.internal.policy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.hotloop.EventLoop;
import org.hotloop.itests.stress.internal.policy.Findings.Kind;
import org.hotloop.stream.StreamWriter;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;

/** A signal that a child raises in its parent whenever it is told to. */
final class Signals implements Load {

  private static final int LONGEST_PAUSE_MILLIS = 5;
  private static final byte[] LINE = {'\n'};

  private final EventLoop loop;
  private final Alone alone;
  private final Subprocesses subprocesses;
  private final Findings findings;
  private final String signal;
  private final Raises raises;

  /** The loop's thread only. */
  private final RandomGenerator random;

  /**
   * @param signal one that is ignored where nobody handles it
   */
  Signals(
      EventLoop loop,
      Alone alone,
      Subprocesses subprocesses,
      Findings findings,
      String signal,
      RandomGenerator random) {
    this.loop = loop;
    this.alone = alone;
    this.subprocesses = subprocesses;
    this.findings = findings;
    this.signal = signal;
    this.raises = new Raises(findings, signal);
    this.random = random;
  }

  @Override
  public CompletableFuture<Void> begin(BooleanSupplier wanted) {
    return CompletableFuture.supplyAsync(() -> startRaiser(wanted), loop).thenCompose(over -> over);
  }

  private CompletableFuture<Void> startRaiser(BooleanSupplier wanted) {
    String script = "while read line; do kill -%s $PPID; done".formatted(signal);
    return subprocesses
        .createSubprocessExec(SubprocessSpec.exec("/bin/sh", "-c", script).stdin(Stdio.PIPE))
        .thenCompose(raiser -> keepRaising(raiser, wanted))
        .exceptionally(
            failure -> {
              findings.add(Kind.BROKEN, "who raises signal %s: %s".formatted(signal, failure));
              return null;
            })
        .toCompletableFuture();
  }

  private CompletableFuture<Void> keepRaising(Subprocess raiser, BooleanSupplier wanted) {
    CompletableFuture<Void> enough = new CompletableFuture<>();
    loop.addSignalHandler(
        signal,
        () ->
            alone.run(
                signal,
                () -> {
                  raises.told();
                  loop.callLater(pause(), () -> raise(raiser.stdin(), wanted, enough));
                }));
    raise(raiser.stdin(), wanted, enough);
    return enough
        .thenCompose(over -> raiser.drained())
        .thenRun(() -> loop.removeSignalHandler(signal));
  }

  private void raise(StreamWriter raiser, BooleanSupplier wanted, CompletableFuture<Void> enough) {
    if (wanted.getAsBoolean()) {
      raises.raised();
      raiser.write(LINE);
    } else {
      raiser.close();
      enough.complete(null);
    }
  }

  private Duration pause() {
    return Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
  }

  long count() {
    return raises.count();
  }

  @Override
  public void judge() {
    raises.judge();
  }
}
