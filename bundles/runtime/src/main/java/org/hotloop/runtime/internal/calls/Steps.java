package org.hotloop.runtime.internal.calls;

/** Where a call made by a deputy has got to. */
@FunctionalInterface
public interface Steps {

  /**
   * A provider is about to be called: the limit begins anew.
   *
   * @param what the call, for people
   * @throws AbandonedException when nobody waits any more, so that the provider must not be called
   */
  void next(String what);

  /**
   * What a deputy does: calls to one provider, each announced.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  interface Work<T> {
    T run(Steps steps);
  }

  /** Ends the work of a deputy that was left alone; nobody has to handle it. */
  final class AbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AbandonedException() {
      super("nobody waits for this any more");
    }
  }
}
