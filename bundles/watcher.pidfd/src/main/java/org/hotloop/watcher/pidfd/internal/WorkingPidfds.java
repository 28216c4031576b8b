package org.hotloop.watcher.pidfd.internal;

/** A service that is there where children can be watched by pidfds; this bundle's own. */
public record WorkingPidfds() {}
