package org.hotloop.loop.proactor.internal;

import org.hotloop.EventLoopPolicy;
import org.hotloop.annotation.HotloopPolicy;
import org.hotloop.loop.proactor.ProactorEventLoopPolicy;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.ServiceRanking;

/** Registers the proactor's policy; below the default one, so it serves where it is named. */
@Component(service = EventLoopPolicy.class, immediate = true) // threads have set their loops there
@HotloopPolicy("proactor")
@ServiceRanking(-100)
public final class ProactorPolicyComponent extends ProactorEventLoopPolicy {

  /** Closes a watcher that was set by hand here: with this policy it loses its place. */
  @Deactivate
  void deactivate() {
    setChildWatcher(null);
  }
}
