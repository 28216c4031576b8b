/** asyncio's streams: reading and writing with completion stages instead of callbacks. */
@Export
@Version("0.2.0")
package org.hotloop.stream;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
