/**
 * The operating system as Hotloop needs it: children, signals, descriptors and their readiness.
 * Small interfaces, no general system call. Arguments are checked here before native code sees
 * them.
 */
@Export
@Version("0.2.0")
package org.hotloop.posix;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
