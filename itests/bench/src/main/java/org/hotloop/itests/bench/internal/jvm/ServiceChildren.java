package org.hotloop.itests.bench.internal.jvm;

import java.nio.ByteBuffer;
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
  private static final int PAGE = 4096;

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
    return counting.end;
  }

  /** Reads on as long as there is something at once, and only then waits: no stack grows. */
  private static final class Counting {

    private final ByteBuffer piece =
        ByteBuffer.allocateDirect(PIECE + PAGE).alignedSlice(PAGE).limit(PIECE);
    private final StreamReader output;
    private final IntConsumer arrived;
    private final CompletableFuture<Void> end;

    Counting(StreamReader output, IntConsumer arrived, CompletableFuture<Void> end) {
      this.output = output;
      this.arrived = arrived;
      this.end = end;
    }

    void next() {
      CompletableFuture<Integer> read = read();
      while (read.isDone() && count(read.join())) {
        read = read();
      }
      if (!end.isDone()) {
        read.whenComplete(this::goOn);
      }
    }

    private CompletableFuture<Integer> read() {
      return output.readInto(piece.position(0)).toCompletableFuture();
    }

    private void goOn(Integer read, Throwable failureOrNull) {
      if (failureOrNull != null) {
        end.completeExceptionally(failureOrNull);
      } else if (count(read)) {
        next();
      }
    }

    /** Answers whether there is more. */
    private boolean count(int read) {
      arrived.accept(read);
      return read > 0 || !end.complete(null);
    }
  }
}
