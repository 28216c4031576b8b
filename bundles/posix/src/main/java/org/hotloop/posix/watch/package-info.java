/**
 * What child watchers have in common, so that each of them is only its way of learning of exits and
 * of waiting: a {@link org.hotloop.posix.watch.ChildWatch} keeps the registrations and the
 * attachment to a loop, and calls the watcher's {@link org.hotloop.posix.watch.WaitStrategy}.
 *
 * <p>Bundles with a watcher of their own import this package with the range {@code [0.1,1)}.
 */
@Export
@Version("0.1.0")
package org.hotloop.posix.watch;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
