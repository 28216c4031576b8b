/**
 * Child processes as a user sees them: what to start, the running child, its output and its end.
 */
@Export
@Version("0.2.0")
package org.hotloop.subprocess;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
