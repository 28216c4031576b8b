package org.hotloop.runtime.internal.front;

import org.hotloop.Handle;

/**
 * A callback that a front runs.
 *
 * @param callback it
 * @param number counts what may run more than once: the same callback run again has another one
 */
public record RunningCallback(Handle callback, long number) {}
