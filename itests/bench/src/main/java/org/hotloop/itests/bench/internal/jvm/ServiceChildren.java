package org.hotloop.itests.bench.internal.jvm;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.hotloop.child.ExitStatus;
import org.hotloop.stream.StreamReader;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;

/** By {@link Subprocesses#createSubprocessExec}, as most users do. */
record ServiceChildren(Subprocesses subprocesses) implements Children {

  private static final int PIECE = 64 * 1024;

  @Override
  public CompletionStage<Integer> start(List<String> command, Consumer<Child> started) {
    return subprocesses
        .createSubprocessExec(SubprocessSpec.exec(command))
        .thenCompose(
            child -> {
              started.accept(new Child(child.pid(), child::kill));
              return child.waitFor();
            })
        .thenApply(ExitStatus::returncode);
  }

  @Override
  public CompletionStage<Captured> capture(List<String> command) {
    return withPipe(command)
        .thenCompose(child -> child.communicate(null))
        .thenApply(output -> new Captured(output.stdout(), output.status().returncode()));
  }

  @Override
  public CompletionStage<Integer> read(List<String> command, IntConsumer arrived) {
    return withPipe(command)
        .thenCompose(child -> count(child.stdout(), arrived).thenCompose(end -> child.waitFor()))
        .thenApply(ExitStatus::returncode);
  }

  private CompletionStage<Subprocess> withPipe(List<String> command) {
    return subprocesses.createSubprocessExec(SubprocessSpec.exec(command).stdout(Stdio.PIPE));
  }

  private static CompletionStage<Void> count(StreamReader output, IntConsumer arrived) {
    Counting counting = new Counting(output, arrived, new CompletableFuture<>());
    counting.next();
    return counting.end();
  }

  /** Reads on as long as there is something at once, and only then waits: no stack grows. */
  private record Counting(StreamReader output, IntConsumer arrived, CompletableFuture<Void> end) {

    void next() {
      CompletableFuture<byte[]> piece = output.read(PIECE).toCompletableFuture();
      while (piece.isDone() && count(piece.join())) {
        piece = output.read(PIECE).toCompletableFuture();
      }
      if (!end.isDone()) {
        piece.whenComplete(this::goOn);
      }
    }

    private void goOn(byte[] read, Throwable failureOrNull) {
      if (failureOrNull != null) {
        end.completeExceptionally(failureOrNull);
      } else if (count(read)) {
        next();
      }
    }

    /** Answers whether there is more. */
    private boolean count(byte[] read) {
      arrived.accept(read.length);
      return read.length > 0 || !end.complete(null);
    }
  }
}
