package org.hotloop.itests.bench.internal.jvm;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;

/** By {@link ChildWatcher#addChildHandler}, for what the native layer spawns. */
record WatcherChildren(Posix posix, ChildWatcher watcher) implements Children {

  @Override
  public CompletionStage<Integer> start(List<String> command, Consumer<Child> started) {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    long pid;
    try (ForkGuard guard = watcher.enter()) {
      pid = posix.children().spawn(Spawns.of(command));
      watcher.addChildHandler(pid, (ended, status) -> end.complete(status.returncode()));
    } catch (PosixException failure) {
      return CompletableFuture.failedFuture(failure);
    }
    started.accept(new Child(pid, () -> Spawns.kill(posix, pid)));
    return end;
  }
}
