package org.hotloop.posix.internal;

import org.hotloop.posix.ChildState;
import org.hotloop.posix.Pidfd;
import org.hotloop.posix.WaitResult;

/** A pidfd and the pid that its process has, or had. */
record PosixPidfd(PosixChildren children, long pid, PosixDescriptor descriptor) implements Pidfd {

  @Override
  public int fd() {
    return descriptor.fd();
  }

  @Override
  public ChildState state() {
    return children.state(this);
  }

  @Override
  public WaitResult reap() {
    return children.reap(this);
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
