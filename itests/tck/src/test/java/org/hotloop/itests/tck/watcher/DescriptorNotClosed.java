package org.hotloop.itests.tck.watcher;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hotloop.child.ChildHandler;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;

/** Opens a descriptor for each child, as pidfds are, and keeps it when the child has ended. */
public final class DescriptorNotClosed extends HonestWatcher {

  private static final List<AutoCloseable> KEPT = new CopyOnWriteArrayList<>();

  @Override
  protected void register(long pid, ChildHandler handler) {
    try {
      Descriptors.Pipe pipe = Posix.get().descriptors().openPipe(true);
      KEPT.add(pipe.parent());
      pipe.child().close();
    } catch (PosixException e) {
      throw new UncheckedIOException(e);
    }
    super.register(pid, handler);
  }
}
