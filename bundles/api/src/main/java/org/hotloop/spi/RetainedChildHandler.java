package org.hotloop.spi;

import org.hotloop.child.ChildHandler;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A handler whose registration somebody else keeps and will make again elsewhere, as the runtime
 * does for a swap. A watcher that is detached with only such handlers pending has nothing to warn
 * of.
 */
@ConsumerType
@FunctionalInterface
public interface RetainedChildHandler extends ChildHandler {}
