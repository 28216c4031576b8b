/**
 * Contract suites: what a loop, a policy or a watcher must show to be used in place of Hotloop's
 * own. JUnit 5; subclass one abstract class, say how yours is made, and run it.
 *
 * <pre>{@code
 * class MyChildWatcherTest extends ChildWatcherContract {
 *   @Override
 *   protected ChildWatcher newWatcher() {
 *     return new MyChildWatcher();
 *   }
 *
 *   @Override
 *   protected EventLoop newEventLoop() {
 *     return new SelectorEventLoop();
 *   }
 * }
 * }</pre>
 *
 * <p>Children are real ones, and what is left of them is counted after each test in {@code /proc}:
 * the suites run on Linux.
 */
@Export
@Version("0.1.0")
package org.hotloop.tck;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
