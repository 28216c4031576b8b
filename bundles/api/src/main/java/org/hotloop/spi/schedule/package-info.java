/**
 * What a loop keeps its callbacks and timers in, for those who implement loops: queues that
 * allocate nothing for what goes through them, and the rule when a busy loop looks for events.
 */
@Export
@Version("0.1.0")
package org.hotloop.spi.schedule;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
