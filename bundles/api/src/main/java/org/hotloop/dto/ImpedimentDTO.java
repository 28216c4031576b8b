package org.hotloop.dto;

import org.osgi.dto.DTO;

/** Something that cannot work here. */
public class ImpedimentDTO extends DTO {

  /** What is missing. */
  public String subject;

  /** Why. */
  public String reason;

  /** What does not work because of it, and what still does. */
  public String consequence;
}
