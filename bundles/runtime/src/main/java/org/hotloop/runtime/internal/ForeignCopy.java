package org.hotloop.runtime.internal;

import java.util.Optional;
import org.hotloop.runtime.internal.election.Source;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/**
 * A service under the name of a type of ours whose type is another one: its bundle brings, or is
 * wired to, another copy of the API package. It never has an object, since a cast would fail.
 *
 * @param reason why, and the way out, as the end of a sentence that begins with its name
 * @param <S> the type that it only seems to have
 */
record ForeignCopy<S>(String reason) implements Source<S> {

  /** What {@code reference} is, if {@code us} cannot use it as a {@code type}. */
  static <S> Optional<ForeignCopy<S>> of(ServiceReference<S> reference, Class<S> type, Bundle us) {
    return reference.isAssignableTo(us, type.getName())
        ? Optional.empty()
        : Optional.of(new ForeignCopy<>(reason(reference, type)));
  }

  private static String reason(ServiceReference<?> reference, Class<?> type) {
    return "stands on another copy of the API package: its %s is loaded by %s; it has to import %s from %s"
        .formatted(
            type.getName(),
            loader(reference.getBundle(), type),
            type.getPackageName(),
            name(FrameworkUtil.getBundle(type)));
  }

  private static String loader(Bundle providerOrNull, Class<?> type) {
    if (providerOrNull == null) {
      return "a bundle that has gone";
    }
    try {
      Class<?> copy = providerOrNull.loadClass(type.getName());
      return Optional.ofNullable(FrameworkUtil.getBundle(copy))
          .map(ForeignCopy::name)
          .orElseGet(() -> String.valueOf(copy.getClassLoader()));
    } catch (ClassNotFoundException | IllegalStateException hidden) {
      return "somebody else than %s (%s)".formatted(name(providerOrNull), hidden);
    }
  }

  private static String name(Bundle bundle) {
    return "bundle %s %s".formatted(bundle.getSymbolicName(), bundle.getVersion());
  }

  @Override
  public String objection() {
    return reason;
  }

  /**
   * Not to be called: there is an objection.
   *
   * @throws ClassCastException always
   */
  @Override
  public S get() {
    throw new ClassCastException(reason);
  }

  @Override
  public void unget(S object) {}
}
