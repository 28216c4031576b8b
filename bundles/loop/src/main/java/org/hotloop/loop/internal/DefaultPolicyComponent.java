package org.hotloop.loop.internal;

import org.hotloop.EventLoopPolicy;
import org.hotloop.annotation.HotloopPolicy;
import org.hotloop.loop.DefaultEventLoopPolicy;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.ServiceRanking;

/** Registers the default policy for the election. */
@Component(service = EventLoopPolicy.class, immediate = true) // threads have set their loops there
@HotloopPolicy("default")
@ServiceRanking(0)
public final class DefaultPolicyComponent extends DefaultEventLoopPolicy {

  /** Closes a watcher that was set by hand here: with this policy it loses its place. */
  @Deactivate
  void deactivate() {
    setChildWatcher(null);
  }
}
