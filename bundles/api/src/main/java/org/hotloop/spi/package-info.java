/** What those who implement loops, policies, watchers or a runtime need beyond what users need. */
@Export
@Version("0.4.0")
package org.hotloop.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
