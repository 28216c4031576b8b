package org.hotloop.tck;

/**
 * What every {@link org.hotloop.child.ChildWatcher} must show: asyncio's own rows (W1 to W28) and
 * what a live swap asks for, with real children, real signals, and a loop that runs.
 *
 * <p><b>Use.</b> Subclass it, answer {@link #newWatcher()} and {@link #newEventLoop()}, and
 * override {@link #waitsForAnyChild()} and {@link #listensToSigchld()} where your watcher is known
 * to differ; each says why one may. The subclass needs a constructor without arguments, as a test
 * runs it in a JVM of its own.
 *
 * <p><b>After each test</b> there are no zombies, and descriptors and {@code hotloop-} threads are
 * what they were before. The tests share the process's children and its SIGCHLD: do not run them in
 * parallel. Those with the tag {@code other-jvm} start a JVM of their own with the class path of
 * this one. They read warnings from java.util.logging, where {@link System.Logger} writes unless
 * another one is installed.
 *
 * <p>What never comes is waited for for half a minute; the system property {@code
 * hotloop.tck.patience.seconds} makes it less.
 */
public abstract class ChildWatcherContract extends ManyAtOnce {

  /** For subclasses. */
  protected ChildWatcherContract() {}
}
