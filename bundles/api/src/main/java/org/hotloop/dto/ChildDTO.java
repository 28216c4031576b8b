package org.hotloop.dto;

import org.osgi.dto.DTO;

/** A child whose exit somebody waits for. */
public class ChildDTO extends DTO {

  /** Its process id. */
  public long pid;

  /** Symbolic name of the bundle that waits; empty when not known. */
  public String owner;

  /** When it was registered, milliseconds since the epoch. */
  public long since;
}
