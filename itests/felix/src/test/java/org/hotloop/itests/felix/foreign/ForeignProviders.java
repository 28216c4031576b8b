package org.hotloop.itests.felix.foreign;

import java.util.Dictionary;
import java.util.Hashtable;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * What a bundle registers that brings a copy of the API package along: each with the best ranking.
 */
public final class ForeignProviders implements BundleActivator {

  @Override
  public void start(BundleContext context) {
    context.registerService(EventLoopPolicy.class, new Policy(), properties("hotloop.policy"));
    context.registerService(ChildWatcher.class, new Watcher(), properties("hotloop.watcher"));
  }

  @Override
  public void stop(BundleContext context) {}

  private static Dictionary<String, Object> properties(String nameProperty) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(nameProperty, "foreign");
    properties.put(Constants.SERVICE_RANKING, 1000);
    return properties;
  }

  private static IllegalStateException used() {
    return new IllegalStateException("a provider of another copy is used");
  }

  private static final class Policy implements EventLoopPolicy {

    @Override
    public EventLoop getEventLoop() {
      throw used();
    }

    @Override
    public void setEventLoop(EventLoop loopOrNull) {
      throw used();
    }

    @Override
    public EventLoop newEventLoop() {
      throw used();
    }

    @Override
    public ChildWatcher getChildWatcher() {
      throw used();
    }

    @Override
    public void setChildWatcher(ChildWatcher watcherOrNull) {
      throw used();
    }
  }

  private static final class Watcher implements ChildWatcher {

    @Override
    public void addChildHandler(long pid, ChildHandler handler) {
      throw used();
    }

    @Override
    public boolean removeChildHandler(long pid) {
      throw used();
    }

    @Override
    public void attachLoop(EventLoop loopOrNull) {
      throw used();
    }

    @Override
    public boolean isActive() {
      throw used();
    }

    @Override
    public void close() {
      throw used();
    }
  }
}
