package org.hotloop.itests.bench.internal.workload;

/** What workloads are about, and who stands for the limit: ratios are to that peer. */
public enum Group {
  /** Children that end at once. */
  SPAWN("c"),
  /** The way from a child's end to its handler. */
  EXIT("c"),
  /** Children's output. */
  PIPE("c"),
  /** Callbacks and timers. */
  LOOP("libuv"),
  /** Connections. */
  ECHO("c");

  private final String limit;

  Group(String limit) {
    this.limit = limit;
  }

  /** The peer that the others are compared with. */
  public String limit() {
    return limit;
  }
}
