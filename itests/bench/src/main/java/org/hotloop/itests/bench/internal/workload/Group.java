package org.hotloop.itests.bench.internal.workload;

/** What workloads are about, and who stands for the limit: ratios are to that peer. */
public enum Group {
  /** Children that end at once. */
  SPAWN("c"),
  /** Threads that spawn at the same time. */
  THREADS("c"),
  /** Children that stay, many at once. */
  ALIVE("c"),
  /** The way from a child's end to its handler. */
  EXIT("c"),
  /** Children's output. */
  PIPE("c"),
  /** Callbacks and timers. */
  LOOP("libuv"),
  /** Timers beside many that are pending. */
  PENDING("libuv"),
  /** Connections. */
  ECHO("c"),
  /** Connections, most of which are at rest. */
  CONNECTIONS("c");

  private final String limit;

  Group(String limit) {
    this.limit = limit;
  }

  /** The peer that the others are compared with. */
  public String limit() {
    return limit;
  }
}
