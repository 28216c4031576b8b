package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTlsAgreementContract;

class SelectorEventLoopTlsAgreementTest extends EventLoopTlsAgreementContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
