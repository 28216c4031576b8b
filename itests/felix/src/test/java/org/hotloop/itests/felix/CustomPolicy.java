package org.hotloop.itests.felix;

import java.util.Dictionary;
import java.util.Hashtable;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.loop.DefaultEventLoopPolicy;
import org.hotloop.loop.SelectorEventLoop;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** A policy as users write them: the default one, with loops of their own. */
class CustomPolicy extends DefaultEventLoopPolicy {

  /** What it makes. */
  static final class CustomLoop extends SelectorEventLoop {}

  @Override
  protected EventLoop makeLoop() {
    return new CustomLoop();
  }

  /** Registers a new one as a provider. */
  static ServiceRegistration<EventLoopPolicy> register(
      BundleContext context, String name, int ranking) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("hotloop.policy", name);
    properties.put(Constants.SERVICE_RANKING, ranking);
    return context.registerService(EventLoopPolicy.class, new CustomPolicy(), properties);
  }
}
