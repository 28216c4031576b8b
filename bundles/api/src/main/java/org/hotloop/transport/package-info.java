/**
 * asyncio's transports and protocols, as far as child processes need them: a transport moves bytes,
 * a protocol says what they mean. A transport calls its protocol on the loop's thread only.
 */
@Export
@Version("0.2.0")
package org.hotloop.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
