package org.hotloop.runtime.internal.front;

import org.hotloop.Handle;

/**
 * A callback that a front runs.
 *
 * @param callback it
 * @param number counts what the front runs: the same callback run again has another one
 */
public record RunningCallback(Handle callback, long number) {}
