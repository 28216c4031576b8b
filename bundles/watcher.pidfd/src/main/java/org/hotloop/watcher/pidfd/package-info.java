/** The watcher with a descriptor for each child: {@link PidfdChildWatcher}. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.hotloop.watcher.pidfd;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
