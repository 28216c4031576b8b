package org.hotloop.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** The runtime at one moment. No field is null. */
public class RuntimeDTO extends DTO {

  /** Who hands out loops. */
  public ElectionDTO policy;

  /** Who watches children. */
  public ElectionDTO watcher;

  /** The loops that the runtime runs. */
  public List<LoopDTO> loops;

  /** Children whose exit somebody waits for, by pid. */
  public List<ChildDTO> children;

  /** How many of the children nobody watches now, since there is no usable watcher. */
  public int parked;

  /**
   * How many of the children have ended, and wait a moment for a status that only a watcher which
   * failed may have; see {@link SwapDTO#limbo}.
   */
  public int limbo;

  /** The last swaps, the newest first; at most 100. */
  public List<SwapDTO> swaps;

  /** What cannot work here, and why. */
  public List<ImpedimentDTO> impediments;
}
