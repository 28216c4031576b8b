package org.hotloop.spi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/** What a plain class path offers in {@code META-INF/services}. Any thread. */
public final class ClassPathProviders {

  private static final Logger LOG = System.getLogger(ClassPathProviders.class.getName());

  private ClassPathProviders() {}

  /**
   * A new object of the first provider that can be used. One that cannot, such as one that
   * implements another copy of the API package, is logged and passed over.
   *
   * @param type what is provided
   * @param loader whose class path is looked at
   * @param none makes the error for when there is none, of the reason why
   */
  public static <S> S first(
      Class<S> type, ClassLoader loader, Function<String, RuntimeException> none) {
    Iterator<S> providers = ServiceLoader.load(type, loader).iterator();
    List<String> unusable = new ArrayList<>();
    while (providers.hasNext()) {
      try {
        return providers.next();
      } catch (ServiceConfigurationError refused) {
        LOG.log(Level.WARNING, "a provider on the class path cannot be used", refused);
        unusable.add(
            refused.getCause() == null
                ? refused.getMessage()
                : refused.getMessage() + ": " + refused.getCause());
      }
    }
    throw none.apply(unusable.isEmpty() ? "the class path has none" : reason(unusable, type));
  }

  private static String reason(List<String> unusable, Class<?> type) {
    return "%s (this %s was loaded by %s; what is no subtype is of another copy)"
        .formatted(String.join("; ", unusable), type.getSimpleName(), type.getClassLoader());
  }
}
