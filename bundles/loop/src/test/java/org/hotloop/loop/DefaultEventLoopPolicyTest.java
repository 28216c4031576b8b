package org.hotloop.loop;

import org.hotloop.EventLoopPolicy;
import org.hotloop.tck.EventLoopPolicyContract;

class DefaultEventLoopPolicyTest extends EventLoopPolicyContract {

  @Override
  protected EventLoopPolicy newPolicy() {
    Thread main = Thread.currentThread();
    return new DefaultEventLoopPolicy() {
      @Override
      protected boolean isMainContext() {
        return Thread.currentThread() == main;
      }
    };
  }
}
