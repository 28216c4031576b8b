package org.hotloop.posix;

/** What a wait for a process would find. */
public enum ChildState {

  /** It is no child of this process, or somebody has waited for it. */
  NO_CHILD,

  /** A child that has not ended, or that its tracer is to wait for first. */
  RUNNING,

  /** A zombie: its status is there to be taken. */
  ENDED
}
