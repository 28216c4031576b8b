package org.hotloop.tck;

import org.hotloop.EventLoopPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What a policy must show whose contexts are threads. The suite runs without a runtime, in the main
 * context, and gives the policy {@link RecordingWatcher}s.
 */
public abstract class EventLoopPolicyContract implements PolicyLoopRows, PolicyWatcherRows {

  private PolicyRig rig;

  /**
   * Makes the policy to be tested, with nothing set: the calling thread is its main context, and
   * its default watcher, made on first use, a new {@link RecordingWatcher}.
   */
  protected abstract EventLoopPolicy newPolicy();

  @Override
  public final PolicyRig rig() {
    return rig;
  }

  @BeforeEach
  void makePolicy() {
    rig = new PolicyRig(newPolicy());
  }

  @AfterEach
  void closeLoops() {
    rig.close();
  }
}
