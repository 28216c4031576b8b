package org.hotloop.itests.bench.internal.jvm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors.Pipe;
import org.hotloop.posix.Pidfd;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.posix.Poller.Watch;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.WaitResult;
import org.hotloop.posix.WaitResult.Reaped;

/** Children at the native layer alone: whatever follows an event is done on the epoll's thread. */
record BareChildren(Posix posix) implements Children {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int PAGE = 4096;

  /** The epoll's thread is the only one that reads. */
  private static final ByteBuffer BUFFER =
      ByteBuffer.allocateDirect(BUFFER_BYTES + PAGE).alignedSlice(PAGE).slice(0, BUFFER_BYTES);

  @Override
  public CompletionStage<Integer> start(List<String> command, Consumer<Child> started) {
    try {
      long pid = posix.children().spawn(Spawns.of(command));
      CompletionStage<Integer> end = new Exit(posix.pidfds().open(pid)).watch(posix);
      started.accept(new Child(pid, () -> Spawns.kill(posix, pid)));
      return end;
    } catch (PosixException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  @Override
  public CompletionStage<Captured> capture(List<String> command) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    return withPipe(
            command,
            false,
            data -> {
              byte[] piece = new byte[data.remaining()];
              data.get(piece);
              output.writeBytes(piece);
            })
        .thenApply(returncode -> new Captured(output.toByteArray(), returncode));
  }

  @Override
  public CompletionStage<Integer> read(List<String> command, IntConsumer arrived) {
    return withPipe(command, true, data -> arrived.accept(data.remaining()));
  }

  private CompletionStage<Integer> withPipe(
      List<String> command, boolean isMuch, Consumer<ByteBuffer> data) {
    try {
      Pipe pipe = posix.descriptors().openPipe(true);
      if (isMuch) {
        pipe.parent().enlargePipe();
      }
      long pid = posix.children().spawn(Spawns.of(command, pipe.child().fd()));
      pipe.child().close();
      CompletionStage<Integer> end = new Exit(posix.pidfds().open(pid)).watch(posix);
      return new Reading(pipe.parent(), data)
          .watch(posix)
          .thenCombine(end, (nothing, returncode) -> returncode);
    } catch (PosixException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  /** Is called when a descriptor is ready, until it has ended. On the epoll's thread. */
  private abstract static class Ready<T> {

    final CompletableFuture<T> end = new CompletableFuture<>();

    /** Complete when the poller may call: it may do so before it has answered. */
    private final CompletableFuture<Watch> watch = new CompletableFuture<>();

    CompletionStage<T> watch(Posix posix, int fd) throws PosixException {
      watch.complete(posix.poller().watch(fd, Interest.READ, this::ready));
      return end;
    }

    private void ready() {
      watch.thenAccept(this::take);
    }

    abstract void take(Watch ready);
  }

  private static final class Exit extends Ready<Integer> {

    private final Pidfd pidfd;

    Exit(Pidfd pidfd) {
      this.pidfd = pidfd;
    }

    CompletionStage<Integer> watch(Posix posix) throws PosixException {
      return watch(posix, pidfd.fd());
    }

    @Override
    void take(Watch ready) {
      WaitResult result = pidfd.reap();
      ready.close();
      pidfd.close();
      if (result instanceof Reaped reaped) {
        end.complete(reaped.status().returncode());
      } else {
        end.completeExceptionally(new IllegalStateException("the wait said " + result));
      }
    }
  }

  private static final class Reading extends Ready<Void> {

    private final Descriptor descriptor;
    private final Consumer<ByteBuffer> data;

    Reading(Descriptor descriptor, Consumer<ByteBuffer> data) {
      this.descriptor = descriptor;
      this.data = data;
    }

    CompletionStage<Void> watch(Posix posix) throws PosixException {
      return watch(posix, descriptor.fd());
    }

    @Override
    void take(Watch ready) {
      try {
        int read = descriptor.read(BUFFER.clear());
        while (read > 0) {
          data.accept(BUFFER.flip());
          read = descriptor.read(BUFFER.clear());
        }
        if (read == 0) {
          ready.rearm();
          return;
        }
        ready.close();
        descriptor.close();
        end.complete(null);
      } catch (IOException failure) {
        end.completeExceptionally(failure);
      }
    }
  }
}
