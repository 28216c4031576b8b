package org.hotloop.tck;

import org.hotloop.EventLoopPolicy;

/** Rows of the contract for policies. */
interface PolicyRows {

  /** The policy under test and what it needs; new for each test. */
  PolicyRig rig();

  /** The policy under test. */
  default EventLoopPolicy policy() {
    return rig().policy();
  }
}
