package org.hotloop.demo.internal;

import java.util.List;
import org.hotloop.dto.SwapDTO;

/** Swaps providers of one kind, as an operator would, in rounds of steps. For one thread. */
interface Swapper {

  /** What it swaps, in a word. */
  String what();

  /**
   * Takes the next step.
   *
   * @return the reports of the swaps since the last one, the oldest first
   */
  List<SwapDTO> swap() throws DemoException;

  /** Whether all is as it was before the round. */
  boolean isRoundComplete();
}
