/**
 * The event loops and the default policy: classes to be created by hand, registered as services or
 * subclassed, inside OSGi and on a plain class path alike.
 *
 * <p>Bundles that subclass one of them import this package with the range {@code [0.2,0.3)}.
 */
@Export
@Version("0.3.0")
package org.hotloop.loop;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
