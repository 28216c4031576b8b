/**
 * asyncio's transports and protocols, for child processes and connections: a transport moves bytes,
 * a protocol says what they mean. A transport calls its protocol on the loop's thread only.
 */
@Export
@Version("0.2.0")
package org.hotloop.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
