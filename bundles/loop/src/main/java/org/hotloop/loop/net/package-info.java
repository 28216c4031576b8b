/**
 * What a kind of loop brings along for connections and servers: how sockets are read, written,
 * connected and accepted. The rest, from the resolution of names to the water marks, is the same
 * for all loops, see {@link org.hotloop.loop.NetworkEventLoop}.
 */
@Export
@Version("0.1.0")
package org.hotloop.loop.net;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
