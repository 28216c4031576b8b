package org.hotloop.dto;

import org.osgi.dto.DTO;

/** The report of one swap. No field is null unless it says so. */
public class SwapDTO extends DTO {

  /** Counts the swaps of this runtime in their order, from 1. */
  public long epoch;

  /**
   * {@code watcher}, {@code policy}, or {@code loop}: a managed loop has moved, and the reason
   * names it.
   */
  public String kind;

  /** The provider before; of a loop, the policy that made its engine. Null when there was none. */
  public String from;

  /** The provider since; null when there is none, and registrations are parked. */
  public String to;

  /** What caused it, for people. */
  public String reason;

  /** Registrations given to the new provider; of a loop, whatever it has to run and to watch. */
  public int moved;

  /** Registrations whose exit the old provider was delivering, and delivers. */
  public int delivered;

  /** Registrations that wait for the next provider. */
  public int parked;

  /**
   * Registrations that were with a watcher which failed while it gave them back, and whose child is
   * no longer there for the next one: their status may still come from it. After a grace period it
   * is told to be unknown.
   */
  public int limbo;

  /** Registrations whose status nobody can tell any more. */
  public int unknown;

  /** How long spawning was held back, or the loop ran nothing, in nanoseconds. */
  public long durationNanos;

  /** When it was done, milliseconds since the epoch. */
  public long time;
}
