package org.hotloop.itests.bench.internal.jvm;

/** The peer has no way to do it. */
public final class UnsupportedWorkloadException extends RuntimeException {

  private static final long serialVersionUID = 1;
}
