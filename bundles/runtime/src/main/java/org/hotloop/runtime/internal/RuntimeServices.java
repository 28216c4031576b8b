package org.hotloop.runtime.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.EventLoopRuntime;
import org.hotloop.child.ChildWatcher;
import org.hotloop.runtime.internal.loops.ConfiguredLoops;
import org.hotloop.runtime.internal.swap.OwnedWatcher;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/**
 * What the runtime offers: one object for each using bundle where it matters who uses it. The
 * current policy and watcher have the highest ranking, so a plain reference gets them.
 */
@Capability(
    namespace = RuntimeServices.SERVICE,
    attribute = "objectClass:List<String>=org.hotloop.child.ChildWatcher")
@Capability(
    namespace = RuntimeServices.SERVICE,
    attribute = "objectClass:List<String>=org.hotloop.EventLoopPolicy")
@Capability(
    namespace = RuntimeServices.SERVICE,
    attribute = "objectClass:List<String>=org.hotloop.EventLoopRuntime")
@Capability(
    namespace = RuntimeServices.SERVICE,
    attribute = "objectClass:List<String>=org.hotloop.EventLoop")
@Capability(
    namespace = RuntimeServices.SERVICE,
    attribute = "objectClass:List<String>=org.hotloop.runtime.internal.loops.ConfiguredLoops")
final class RuntimeServices implements AutoCloseable {

  /** The namespace in which a bundle says what services it brings. */
  static final String SERVICE = "osgi.service";

  private static final Map<String, Object> CURRENT =
      Map.of(EventLoopRuntime.CURRENT, true, Constants.SERVICE_RANKING, Integer.MAX_VALUE);

  private final BundleContext context;
  private final Deque<ServiceRegistration<?>> registrations = new ArrayDeque<>();

  RuntimeServices(BundleContext context) {
    this.context = context;
  }

  /** Registers all that is there from the start to the end. */
  void open(HotloopRuntime runtime) {
    add(ChildWatcher.class, new Watchers(runtime), CURRENT);
    add(EventLoopPolicy.class, runtime.currentPolicy(), CURRENT);
    add(EventLoopRuntime.class, new OwnedRuntimes(runtime), Map.of());
    add(ConfiguredLoops.class, runtime.configuredLoops(), Map.of());
  }

  /** Registers a managed loop; what is answered unregisters it. */
  Runnable registerLoop(String name, EventLoop loop) {
    Map<String, Object> properties = Map.of(EventLoop.LOOP_NAME, name);
    return context.registerService(EventLoop.class, loop, dictionary(properties))::unregister;
  }

  /** Unregisters what {@link #open} registered, the last first. */
  @Override
  public void close() {
    while (!registrations.isEmpty()) {
      registrations.pop().unregister();
    }
  }

  private <S> void add(Class<S> type, S service, Map<String, Object> properties) {
    registrations.push(context.registerService(type, service, dictionary(properties)));
  }

  private <S> void add(Class<S> type, ServiceFactory<S> factory, Map<String, Object> properties) {
    registrations.push(context.registerService(type, factory, dictionary(properties)));
  }

  private static Dictionary<String, Object> dictionary(Map<String, Object> properties) {
    return new Hashtable<>(properties);
  }

  /** A watcher of its own for each bundle, released when the bundle lets go of it. */
  private record Watchers(HotloopRuntime runtime) implements ServiceFactory<ChildWatcher> {

    @Override
    public ChildWatcher getService(Bundle bundle, ServiceRegistration<ChildWatcher> registration) {
      return runtime.children().ownedBy(Principal.of(Optional.of(bundle)).name());
    }

    @Override
    public void ungetService(
        Bundle bundle, ServiceRegistration<ChildWatcher> registration, ChildWatcher service) {
      ((OwnedWatcher) service).release();
    }
  }

  /** A runtime of its own for each bundle. */
  private record OwnedRuntimes(HotloopRuntime runtime) implements ServiceFactory<EventLoopRuntime> {

    @Override
    public EventLoopRuntime getService(
        Bundle bundle, ServiceRegistration<EventLoopRuntime> registration) {
      return new OwnedRuntime(runtime, Principal.of(Optional.of(bundle)));
    }

    @Override
    public void ungetService(
        Bundle bundle,
        ServiceRegistration<EventLoopRuntime> registration,
        EventLoopRuntime service) {
      ((OwnedRuntime) service).release();
    }
  }
}
