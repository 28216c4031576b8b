/** Child watchers: who tells that a child process has exited, and how it ended. */
@Export
@Version("0.1.0")
package org.hotloop.child;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
