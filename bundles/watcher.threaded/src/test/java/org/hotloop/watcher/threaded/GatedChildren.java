package org.hotloop.watcher.threaded;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hotloop.posix.Children;
import org.hotloop.posix.Descriptors.Pipe;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.posix.WaitResult;

/** Real children that exit with the code they were given, all together, when a test lets them. */
final class GatedChildren implements AutoCloseable {

  private final Children children = Posix.get().children();
  private final List<Long> pids = new ArrayList<>();
  private final int devNull;
  private final Pipe gate;

  GatedChildren() throws PosixException {
    devNull = Posix.get().descriptors().devNull();
    gate = Posix.get().descriptors().openPipe(false);
  }

  long spawn(int code) throws PosixException {
    Program program = Program.of(List.of(), "/bin/sh", "/bin/sh", "-c", "read gate; exit " + code);
    int stdin = gate.child().fd();
    long pid =
        children.spawn(new SpawnRequest(program, new DescriptorTable(stdin, devNull, devNull)));
    pids.add(pid);
    return pid;
  }

  void letGo() {
    gate.parent().close();
    gate.child().close();
  }

  boolean isUnreaped(long pid) {
    return children.isChild(pid);
  }

  /** Reaps what nobody else has. */
  @Override
  public void close() {
    letGo();
    for (long pid : pids) {
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> !(children.reap(pid) instanceof WaitResult.Running));
    }
  }
}
