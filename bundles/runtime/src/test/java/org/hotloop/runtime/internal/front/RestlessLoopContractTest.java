package org.hotloop.runtime.internal.front;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hotloop.EventLoop;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.EventLoopChannelContract;
import org.hotloop.tck.EventLoopCloseContract;
import org.hotloop.tck.EventLoopCompletionContract;
import org.hotloop.tck.EventLoopDebugContract;
import org.hotloop.tck.EventLoopDescriptorContract;
import org.hotloop.tck.EventLoopExceptionContract;
import org.hotloop.tck.EventLoopExecutorContract;
import org.hotloop.tck.EventLoopRefusalContract;
import org.hotloop.tck.EventLoopRunContract;
import org.hotloop.tck.EventLoopSchedulingContract;
import org.hotloop.tck.EventLoopServerContract;
import org.hotloop.tck.EventLoopSignalContract;
import org.hotloop.tck.EventLoopSockContract;
import org.hotloop.tck.EventLoopSocketContract;
import org.hotloop.tck.EventLoopStreamContract;
import org.hotloop.tck.EventLoopThreadingContract;
import org.hotloop.tck.EventLoopTransportContract;
import org.junit.jupiter.api.Nested;

/** The whole contract of a loop holds while it moves from engine to engine all the time. */
class RestlessLoopContractTest {

  private static EventLoop restless() {
    SwapSafeLoop front = new SwapSafeLoop("restless");
    front.moveTo(new SelectorEventLoop());
    Thread mover = new Thread(() -> keepMoving(front), "mover");
    mover.setDaemon(true);
    mover.start();
    return front;
  }

  /** Each move begins when the one before is over; while nothing runs the next waits for a run. */
  private static void keepMoving(SwapSafeLoop front) {
    while (!front.isClosed()) {
      CountDownLatch moved = new CountDownLatch(1);
      front.between(
          () -> {
            front.moveTo(new SelectorEventLoop());
            moved.countDown();
          });
      try {
        while (!front.isClosed() && !moved.await(10, TimeUnit.MILLISECONDS)) {
          // it runs later, or not any more
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Nested
  class Channel extends EventLoopChannelContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Close extends EventLoopCloseContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Completion extends EventLoopCompletionContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Debug extends EventLoopDebugContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Descriptor extends EventLoopDescriptorContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Exception extends EventLoopExceptionContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Executor extends EventLoopExecutorContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Refusal extends EventLoopRefusalContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Run extends EventLoopRunContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Scheduling extends EventLoopSchedulingContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Server extends EventLoopServerContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Signal extends EventLoopSignalContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Sock extends EventLoopSockContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Socket extends EventLoopSocketContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Stream extends EventLoopStreamContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Threading extends EventLoopThreadingContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }

  @Nested
  class Transport extends EventLoopTransportContract {
    @Override
    protected EventLoop newLoop() {
      return restless();
    }
  }
}
