package org.hotloop.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** Who of several providers is current, and why. */
public class ElectionDTO extends DTO {

  /** The current provider's name; null when there is none. */
  public String current;

  /** Why it was elected, or why nobody is; for people. */
  public String reason;

  /** The name in the configuration; empty when by ranking. */
  public String configured;

  /** The name pinned by hand; empty when none is. */
  public String pinned;

  /** All candidates, the highest ranking first. */
  public List<ProviderDTO> providers;
}
