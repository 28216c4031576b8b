package org.hotloop.posix.internal;

/**
 * A process that has ended and that nobody has waited for.
 *
 * @param startTime when it was started, in the kernel's ticks: tells it from another of that pid
 */
record Zombie(long pid, long startTime) {}
