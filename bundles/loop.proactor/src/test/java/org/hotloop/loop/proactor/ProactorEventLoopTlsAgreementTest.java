package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTlsAgreementContract;

class ProactorEventLoopTlsAgreementTest extends EventLoopTlsAgreementContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
