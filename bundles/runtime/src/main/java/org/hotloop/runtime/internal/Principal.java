package org.hotloop.runtime.internal;

import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * In whose name something is done.
 *
 * @param key the bundle, or something that no bundle equals
 * @param name its symbolic name; empty when there is no bundle
 */
record Principal(Object key, String name) {

  /**
   * The principal of what is done by {@code bundle}; empty is a class of no bundle, never released.
   */
  static Principal of(Optional<Bundle> bundle) {
    return bundle
        .map(known -> new Principal(known, String.valueOf(known.getSymbolicName())))
        .orElseGet(() -> new Principal("no bundle", ""));
  }
}
