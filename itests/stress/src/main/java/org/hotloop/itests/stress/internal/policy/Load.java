package org.hotloop.itests.stress.internal.policy;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Something that goes on at the main loop while policies are swapped. Any thread. */
interface Load {

  /**
   * Begins; may be begun again when it is over.
   *
   * @param wanted while it holds, more is begun
   * @return complete when it is over: nothing more is begun, and what was begun has ended
   */
  CompletableFuture<Void> begin(BooleanSupplier wanted);

  /** Says what has not ended. When it is over, or is not to be hoped for. */
  void judge();
}
