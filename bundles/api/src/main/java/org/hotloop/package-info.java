/**
 * asyncio's event loops, policies and module functions.
 *
 * <p>Names are asyncio's in camelCase, one for one. Bundles that use a loop import this package
 * with the range {@code [0.2,1)}; bundles that implement one of its interfaces with {@code
 * [0.2,0.3)}.
 */
@Export
@Version("0.2.0")
package org.hotloop;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
