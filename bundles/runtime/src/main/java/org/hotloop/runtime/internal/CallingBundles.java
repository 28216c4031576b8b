package org.hotloop.runtime.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hotloop.EventLoopPolicy;
import org.hotloop.EventLoopRuntime;
import org.hotloop.child.ChildWatcher;
import org.hotloop.spi.RuntimeProvider;
import org.osgi.framework.FrameworkUtil;

/**
 * The runtime for those who call {@link org.hotloop.EventLoops}: one object for each bundle, until
 * it stops. Any thread.
 */
final class CallingBundles implements RuntimeProvider {

  private final HotloopRuntime runtime;
  private final Map<Object, OwnedRuntime> byKey = new ConcurrentHashMap<>();

  CallingBundles(HotloopRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public EventLoopRuntime runtimeFor(Class<?> caller) {
    Principal principal = Principal.of(Optional.ofNullable(FrameworkUtil.getBundle(caller)));
    return byKey.computeIfAbsent(principal.key(), key -> new OwnedRuntime(runtime, principal));
  }

  @Override
  public void replaceWatcher(
      EventLoopPolicy policy, ChildWatcher watcherOrNull, Consumer<ChildWatcher> replacement) {
    runtime.replaceWatcher(policy, watcherOrNull, replacement);
  }

  /** A bundle stops. */
  void release(Object key) {
    Optional.ofNullable(byKey.remove(key)).ifPresent(OwnedRuntime::release);
  }
}
