package org.hotloop.loop.proactor;

import java.util.EnumSet;
import java.util.Set;
import org.hotloop.EventLoop;
import org.hotloop.tck.Ability;
import org.hotloop.tck.EventLoopAbilityContract;

class ProactorEventLoopAbilityTest extends EventLoopAbilityContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }

  @Override
  protected Set<Ability> abilities() {
    return EnumSet.of(Ability.CONNECTIONS);
  }
}
