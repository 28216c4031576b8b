package org.hotloop.demo.internal;

import java.time.Duration;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.annotation.HotloopPolicy;
import org.hotloop.loop.DefaultEventLoopPolicy;
import org.hotloop.loop.SelectorEventLoop;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.ServiceRanking;

/** Its loops are in debug mode, and tell of callbacks that block them for 20 ms. */
@Component(service = EventLoopPolicy.class)
@HotloopPolicy("demo")
@ServiceRanking(-1000) // serves where it is named, or alone
public final class DemoPolicy extends DefaultEventLoopPolicy {

  @Override
  protected EventLoop makeLoop() {
    SelectorEventLoop loop = new SelectorEventLoop();
    loop.setDebug(true);
    loop.setSlowCallbackDuration(Duration.ofMillis(20));
    return loop;
  }

  @Deactivate
  void deactivate() {
    setChildWatcher(null); // closes one that was set here
  }
}
