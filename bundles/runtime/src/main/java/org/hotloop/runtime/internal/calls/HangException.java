package org.hotloop.runtime.internal.calls;

import java.util.concurrent.CompletionStage;

/** A provider does not return from a call; the message says from which. */
public final class HangException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient CompletionStage<Void> returned;

  HangException(String message, CompletionStage<Void> returned) {
    super(message);
    this.returned = returned;
  }

  /** Completes, on the thread that hangs, when it does not hang any more. */
  public CompletionStage<Void> returned() {
    return returned;
  }
}
