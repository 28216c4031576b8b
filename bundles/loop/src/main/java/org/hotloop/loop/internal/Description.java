package org.hotloop.loop.internal;

/** What others' objects say of themselves, for a log: it must not fail where they do. */
final class Description {

  private Description() {}

  /** The object's own text; where that fails its class and the failure. */
  static String of(Object object) {
    try {
      return String.valueOf(object);
    } catch (RuntimeException failure) {
      return "%s@%x (its toString failed: %s)"
          .formatted(
              object.getClass().getName(), System.identityHashCode(object), failure.getClass());
    }
  }
}
