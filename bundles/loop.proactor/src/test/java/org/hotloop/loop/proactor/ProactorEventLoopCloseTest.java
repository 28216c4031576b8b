package org.hotloop.loop.proactor;

import java.util.EnumSet;
import java.util.Set;
import org.hotloop.EventLoop;
import org.hotloop.tck.Ability;
import org.hotloop.tck.EventLoopCloseContract;

class ProactorEventLoopCloseTest extends EventLoopCloseContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }

  @Override
  protected Set<Ability> abilities() {
    return EnumSet.of(Ability.CONNECTIONS);
  }
}
