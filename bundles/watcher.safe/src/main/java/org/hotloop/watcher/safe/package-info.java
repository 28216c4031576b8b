/** The watcher without side effects, and so the default: {@link SafeChildWatcher}. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.hotloop.watcher.safe;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
