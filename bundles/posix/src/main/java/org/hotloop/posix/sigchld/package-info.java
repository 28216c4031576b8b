/**
 * What child watchers that learn of exits from SIGCHLD have in common, so that each of them is only
 * its way of waiting: a {@link org.hotloop.posix.sigchld.SigchldWatch} keeps the registrations and
 * the attachment to a loop, and calls the watcher's {@link org.hotloop.posix.sigchld.WaitStrategy}.
 *
 * <p>Bundles with a watcher of their own import this package with the range {@code [0.1,1)}.
 */
@Export
@Version("0.1.0")
package org.hotloop.posix.sigchld;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
