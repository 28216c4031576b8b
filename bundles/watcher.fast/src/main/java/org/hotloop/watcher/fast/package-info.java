/** The watcher that reaps every child of the process: {@link FastChildWatcher}. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.hotloop.watcher.fast;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
