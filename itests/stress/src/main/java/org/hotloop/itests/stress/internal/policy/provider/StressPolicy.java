package org.hotloop.itests.stress.internal.policy.provider;

import org.hotloop.loop.DefaultEventLoopPolicy;

/** A policy as users write them, in a bundle of its own. */
abstract class StressPolicy extends DefaultEventLoopPolicy {

  /** Its configuration has changed: it stays, with another ranking. */
  protected void modified() {}
}
