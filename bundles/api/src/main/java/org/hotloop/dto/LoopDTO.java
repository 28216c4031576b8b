package org.hotloop.dto;

import org.osgi.dto.DTO;

/** A loop that the runtime runs. */
public class LoopDTO extends DTO {

  /** Its name, {@code hotloop.loop}. */
  public String name;

  /** The policy that made its engine; empty while it waits for one. */
  public String policy;

  /** Its engine's class; empty while it waits for one. */
  public String type;

  /** The name of the thread that runs it. */
  public String thread;

  /** Whether it runs. */
  public boolean running;
}
