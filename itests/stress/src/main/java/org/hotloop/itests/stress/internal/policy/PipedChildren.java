package org.hotloop.itests.stress.internal.policy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hotloop.EventLoop;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;

/** Children that repeat what they hear through their pipes, each followed by another one. */
final class PipedChildren implements Load {

  private static final int COUNT = 20;
  private static final int LEAST_MESSAGES = 50;
  private static final int MOST_MESSAGES = 400;

  private final EventLoop loop;
  private final Subprocesses subprocesses;
  private final Exits exits;
  private final List<Dialogue> dialogues;

  /** The loop's thread only. */
  private final RandomGenerator random;

  PipedChildren(
      EventLoop loop,
      Subprocesses subprocesses,
      Exits exits,
      Findings findings,
      RandomGenerator random) {
    this.loop = loop;
    this.subprocesses = subprocesses;
    this.exits = exits;
    this.random = random;
    dialogues =
        IntStream.rangeClosed(1, COUNT)
            .mapToObj(number -> new Dialogue(findings, "pipes " + number))
            .toList();
  }

  @Override
  public CompletableFuture<Void> begin(BooleanSupplier wanted) {
    return CompletableFuture.supplyAsync(() -> beginAll(wanted), loop).thenCompose(over -> over);
  }

  private CompletableFuture<Void> beginAll(BooleanSupplier wanted) {
    return CompletableFuture.allOf(
        dialogues.stream()
            .map(dialogue -> keepTalking(dialogue, wanted))
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> keepTalking(Dialogue dialogue, BooleanSupplier wanted) {
    if (!wanted.getAsBoolean()) {
      return CompletableFuture.completedFuture(null);
    }
    long number = exits.expect();
    return subprocesses
        .createSubprocessExec(repeater(number))
        .thenCompose(child -> talk(child, number, dialogue, wanted))
        .handle(
            (over, failure) -> {
              if (failure != null) {
                exits.broke(number, failure);
                return CompletableFuture.<Void>completedFuture(null);
              }
              return keepTalking(dialogue, wanted);
            })
        .thenCompose(next -> next)
        .toCompletableFuture();
  }

  private static SubprocessSpec repeater(long number) {
    return SubprocessSpec.exec(
            "/bin/sh", "-c", "cat; exit $1", "sh", Integer.toString(Exits.code(number)))
        .stdin(Stdio.PIPE)
        .stdout(Stdio.PIPE);
  }

  private CompletableFuture<Void> talk(
      Subprocess child, long number, Dialogue dialogue, BooleanSupplier wanted) {
    return new Talk(loop, child.stdout(), child.stdin(), dialogue, random)
        .begin(random.nextInt(LEAST_MESSAGES, MOST_MESSAGES), wanted)
        .whenComplete((over, failure) -> child.stdin().close())
        .thenCompose(over -> child.drained())
        .thenAccept(status -> exits.told(number, status.returncode()));
  }

  long count() {
    return dialogues.stream().mapToLong(Dialogue::said).sum();
  }

  @Override
  public void judge() {
    dialogues.forEach(Dialogue::judge);
  }
}
