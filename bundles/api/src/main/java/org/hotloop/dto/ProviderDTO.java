package org.hotloop.dto;

import java.util.Map;
import org.osgi.dto.DTO;

/** A candidate. */
public class ProviderDTO extends DTO {

  /** Its name. */
  public String name;

  /** Its {@code service.ranking}. */
  public int ranking;

  /** Symbolic name of its bundle; empty for one set by hand from no bundle. */
  public String bundle;

  /** Whether it is the current one. */
  public boolean current;

  /** Why it cannot be used, such as the failure of its activation; empty when it can. */
  public String problem;

  /**
   * How often it broke its contract in which way, such as {@code told an exit twice}; empty when it
   * did not. The runtime has contained it: no registration was lost or delivered twice by it.
   */
  public Map<String, Integer> breaches;
}
