package org.hotloop.runtime.internal.election;

/**
 * Where a candidate's object comes from. What is behind it is foreign: what gets and gives back is
 * called with no lock held.
 *
 * @param <S> the service's type
 */
public interface Source<S> {

  /** Why it can never be used; empty where it can be tried. The end of a sentence. */
  default String objection() {
    return "";
  }

  /** The object; null when its provider could not be activated or has gone. */
  S get();

  /** Gives back what {@link #get} answered, once. */
  void unget(S object);

  /**
   * An object that is there already: whoever made it keeps it.
   *
   * @param get the object
   * @param <S> the service's type
   */
  record Fixed<S>(S get) implements Source<S> {

    @Override
    public void unget(S object) {}
  }
}
