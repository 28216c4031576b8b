package org.hotloop.runtime.internal.front;

import java.util.List;

/**
 * What a move of a front to another engine, or to none, came to.
 *
 * @param kept callbacks, timers, readers, writers and signal handlers that it left as they were
 * @param refused what the next engine does not take, and why
 * @param nanos how long no callback could run
 */
public record Move(int kept, List<String> refused, long nanos) {}
