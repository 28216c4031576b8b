package org.hotloop.runtime.internal.election;

import java.util.Objects;
import java.util.Optional;
import org.hotloop.EventLoop;

/**
 * Who shall serve, and why.
 *
 * @param candidate the elected one; empty when there is nobody
 * @param loop the loop it is to serve on; empty for a policy, and when there is nobody
 * @param reason why, for the operator
 * @param <S> the service's type
 */
public record Choice<S>(Optional<Candidate<S>> candidate, Optional<EventLoop> loop, String reason) {

  /** Nobody, and why. */
  public static <S> Choice<S> nobody(String reason) {
    return new Choice<>(Optional.empty(), Optional.empty(), reason);
  }

  static <S> Choice<S> of(Candidate<S> candidate, String reason) {
    return new Choice<>(Optional.of(candidate), Optional.empty(), reason);
  }

  /** The same choice, to serve on {@code mainLoop}. */
  public Choice<S> on(EventLoop mainLoop) {
    return candidate.isEmpty() ? this : new Choice<>(candidate, Optional.of(mainLoop), reason);
  }

  /** Whether it means the same service as {@code other}, whatever the reasons. */
  boolean means(Choice<S> other) {
    return Objects.equals(candidate, other.candidate) && Objects.equals(loop, other.loop);
  }
}
