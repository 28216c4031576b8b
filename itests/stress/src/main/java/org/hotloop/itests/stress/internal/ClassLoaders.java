package org.hotloop.itests.stress.internal;

import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The class loaders of bundles that were updated or uninstalled: who keeps one leaks. */
public final class ClassLoaders {

  private final Queue<WeakReference<ClassLoader>> replaced = new ConcurrentLinkedQueue<>();

  /** A bundle is about to get another one. */
  void replaced(ClassLoader loader) {
    replaced.add(new WeakReference<>(loader));
  }

  /** How often a bundle got another one. */
  public int replacements() {
    return replaced.size();
  }

  /** How many of the old ones are alive, as far as a garbage collection can tell. */
  int alive() {
    System.gc();
    return (int) replaced.stream().filter(loader -> loader.get() != null).count();
  }
}
