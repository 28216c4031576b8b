package org.hotloop.loop.internal.subprocess;

import org.hotloop.EventLoop;
import org.hotloop.loop.internal.RawReadiness;
import org.hotloop.loop.internal.transport.TransferBuffers;

/**
 * What the loop of a child's pipes brings along.
 *
 * @param loop runs their callbacks
 * @param descriptors watches them, also where the loop has no readers and writers for its users
 * @param buffers are read into and written from
 */
record PipeLoop(EventLoop loop, RawReadiness descriptors, TransferBuffers buffers) {}
