package org.hotloop.tck;

/** A part of the {@link SubprocessContract}. */
interface SubprocessRows {

  /** The loop, the watcher and the service under test, running. */
  SubprocessRig rig();
}
