/** The watcher that needs least of the system: {@link ThreadedChildWatcher}. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.hotloop.watcher.threaded;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
