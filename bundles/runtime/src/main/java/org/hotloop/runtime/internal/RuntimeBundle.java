package org.hotloop.runtime.internal;

import java.util.List;
import org.hotloop.EventLoopPolicy;
import org.hotloop.child.ChildWatcher;
import org.hotloop.spi.Impediment;
import org.hotloop.spi.Runtimes;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.util.tracker.ServiceTracker;

/** Connects the runtime with its framework: what comes and goes, and what it offers. */
final class RuntimeBundle {

  private final BundleContext context;
  private final SwapEvents events;
  private final ServiceTracker<Impediment, Impediment> impediments;
  private final RuntimeServices services;
  private final HotloopRuntime runtime;
  private final CallingBundles callers;
  private final CandidateTracker<ChildWatcher> watchers;
  private final CandidateTracker<EventLoopPolicy> policies;
  private final SynchronousBundleListener bundles = this::bundleChanged;
  private Runtimes.Registration installation;

  RuntimeBundle(BundleContext context) {
    this.context = context;
    events = new SwapEvents(context);
    impediments = new ServiceTracker<>(context, Impediment.class, null);
    services = new RuntimeServices(context);
    runtime =
        new HotloopRuntime(
            events::send,
            services::registerLoop,
            () -> List.copyOf(impediments.getTracked().values()),
            RuntimeBundle::codeHasGone);
    callers = new CallingBundles(runtime);
    watchers =
        new CandidateTracker<>(
            context,
            ChildWatcher.class,
            Providers.WATCHER,
            runtime.watchers(),
            runtime::settleWatchers,
            gone -> runtime.settleWatchers());
    policies =
        new CandidateTracker<>(
            context,
            EventLoopPolicy.class,
            Providers.POLICY,
            runtime.policies(),
            runtime::settlePolicies,
            gone -> runtime.policyGoes());
  }

  /** Takes part; elections are held when all that is there already has been seen. */
  void start() {
    events.open();
    impediments.open();
    context.addBundleListener(bundles);
    installation = Runtimes.install(callers);
    services.open(runtime);
    watchers.open();
    policies.open();
    runtime.start();
  }

  /** The names in the configuration. */
  void configure(RuntimeConfiguration configuration) {
    runtime.configure(configuration.policy(), configuration.watcher());
  }

  /** First those who use us let go, then we let go of the providers. */
  void stop() {
    services.close();
    installation.close();
    runtime.stop();
    policies.close();
    watchers.close();
    context.removeBundleListener(bundles);
    impediments.close();
    events.close();
  }

  /** What is of no bundle stays. */
  private static boolean codeHasGone(Class<?> type) {
    Bundle bundle = FrameworkUtil.getBundle(type);
    return bundle != null && (bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE)) == 0;
  }

  private void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.STOPPING) {
      runtime.ownerGoes(event.getBundle());
      callers.release(event.getBundle());
    }
  }
}
