package org.hotloop;

import java.util.Collection;
import java.util.List;

/** A policy or watcher was named that is not there. */
public final class UnknownProviderException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final List<String> known;

  /**
   * @param kind "policy" or "watcher"
   * @param name what was asked for
   * @param known what there is; may be empty
   */
  public UnknownProviderException(String kind, String name, Collection<String> known) {
    super(
        "no %s named '%s'; %s"
            .formatted(
                kind,
                name,
                known.isEmpty() ? "none is installed" : "there are: " + String.join(", ", known)));
    this.name = name;
    this.known = List.copyOf(known);
  }

  /** What was asked for. */
  public String name() {
    return name;
  }

  /** The names that exist. */
  public List<String> known() {
    return known;
  }
}
