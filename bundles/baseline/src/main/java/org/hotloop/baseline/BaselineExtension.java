package org.hotloop.baseline;

import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Holds each test class to the {@link Baseline} that it began with: what it leaves fails the class,
 * by name. Nobody declares it. JUnit finds it where {@code
 * junit.jupiter.extensions.autodetection.enabled} is true, and so no test class can forget it.
 *
 * <p>The folder for temporary files must be one that no other process uses.
 */
public final class BaselineExtension implements BeforeAllCallback {

  /** The configuration parameter that says how long to wait for an end. */
  static final String PATIENCE_MILLIS = "hotloop.baseline.patience";

  private static final Namespace NAMESPACE = Namespace.create(BaselineExtension.class);

  /** Idle threads of pools end by themselves, the slowest of them after ten seconds. */
  private static final long DEFAULT_MILLIS = 30_000;

  /** For JUnit. */
  public BaselineExtension() {}

  /**
   * The comparison is the store's to make when it is closed: that is after all of the class's own
   * callbacks, and after the folders that JUnit made for it are gone. A nested class finds the one
   * of the class around it.
   */
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(JdkSockets.class, key -> JdkSockets.loaded());
    context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            Comparison.class,
            key -> new Comparison(baselineOf(context.getRequiredTestClass()), patience(context)),
            Comparison.class);
  }

  private static Baseline baselineOf(Class<?> tests) {
    LeavesBehind left = tests.getAnnotation(LeavesBehind.class);
    return Baseline.ofEverything(leftover -> left != null && leftover.startsWith(left.value()));
  }

  private static Duration patience(ExtensionContext context) {
    return Duration.ofMillis(
        context.getConfigurationParameter(PATIENCE_MILLIS, Long::valueOf).orElse(DEFAULT_MILLIS));
  }

  private record Comparison(Baseline baseline, Duration patience) implements CloseableResource {
    @Override
    public void close() {
      baseline.awaitRestored(patience);
    }
  }
}
