package org.hotloop.runtime.internal;

import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * In whose name something is done.
 *
 * @param key the bundle, or something that no bundle equals
 * @param name its symbolic name; empty when there is no bundle
 */
record Owner(Object key, String name) {

  /** The owner of what is done by {@code bundle}; empty is a class of no bundle, never released. */
  static Owner of(Optional<Bundle> bundle) {
    return bundle
        .map(owner -> new Owner(owner, String.valueOf(owner.getSymbolicName())))
        .orElseGet(() -> new Owner("no bundle", ""));
  }
}
