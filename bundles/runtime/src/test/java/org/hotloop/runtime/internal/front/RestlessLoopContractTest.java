package org.hotloop.runtime.internal.front;

import org.hotloop.EventLoop;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.EventLoopAbilityContract;
import org.hotloop.tck.EventLoopChannelContract;
import org.hotloop.tck.EventLoopChannelPipeContract;
import org.hotloop.tck.EventLoopCloseContract;
import org.hotloop.tck.EventLoopCompletionContract;
import org.hotloop.tck.EventLoopDatagramContract;
import org.hotloop.tck.EventLoopDebugContract;
import org.hotloop.tck.EventLoopDescriptorContract;
import org.hotloop.tck.EventLoopExceptionContract;
import org.hotloop.tck.EventLoopExecutorContract;
import org.hotloop.tck.EventLoopNamesContract;
import org.hotloop.tck.EventLoopPipeContract;
import org.hotloop.tck.EventLoopReaderContract;
import org.hotloop.tck.EventLoopRefusalContract;
import org.hotloop.tck.EventLoopRunContract;
import org.hotloop.tck.EventLoopSchedulingContract;
import org.hotloop.tck.EventLoopSendfileContract;
import org.hotloop.tck.EventLoopSendfileFallbackContract;
import org.hotloop.tck.EventLoopServerContract;
import org.hotloop.tck.EventLoopSignalContract;
import org.hotloop.tck.EventLoopSockContract;
import org.hotloop.tck.EventLoopSocketContract;
import org.hotloop.tck.EventLoopStartTlsContract;
import org.hotloop.tck.EventLoopStreamContract;
import org.hotloop.tck.EventLoopThreadingContract;
import org.hotloop.tck.EventLoopTlsAgreementContract;
import org.hotloop.tck.EventLoopTlsContract;
import org.hotloop.tck.EventLoopTlsHandshakeContract;
import org.hotloop.tck.EventLoopTlsProtocolContract;
import org.hotloop.tck.EventLoopTrafficContract;
import org.hotloop.tck.EventLoopTransportContract;
import org.hotloop.tck.EventLoopUnixSocketContract;
import org.junit.jupiter.api.Nested;

/** The whole contract of a loop holds while it moves from engine to engine all the time. */
class RestlessLoopContractTest {

  @Nested
  class Ability extends EventLoopAbilityContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Channel extends EventLoopChannelContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Close extends EventLoopCloseContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Completion extends EventLoopCompletionContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Debug extends EventLoopDebugContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Descriptor extends EventLoopDescriptorContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Exception extends EventLoopExceptionContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Executor extends EventLoopExecutorContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Reader extends EventLoopReaderContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Refusal extends EventLoopRefusalContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Run extends EventLoopRunContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Scheduling extends EventLoopSchedulingContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Server extends EventLoopServerContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Signal extends EventLoopSignalContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Sock extends EventLoopSockContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Socket extends EventLoopSocketContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class StartTls extends EventLoopStartTlsContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Stream extends EventLoopStreamContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Threading extends EventLoopThreadingContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Tls extends EventLoopTlsContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class TlsAgreement extends EventLoopTlsAgreementContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class TlsHandshake extends EventLoopTlsHandshakeContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class TlsProtocol extends EventLoopTlsProtocolContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Traffic extends EventLoopTrafficContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Transport extends EventLoopTransportContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class UnixSocket extends EventLoopUnixSocketContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class ChannelPipe extends EventLoopChannelPipeContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Datagram extends EventLoopDatagramContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Names extends EventLoopNamesContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Pipe extends EventLoopPipeContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class Sendfile extends EventLoopSendfileContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }

  @Nested
  class SendfileFallback extends EventLoopSendfileFallbackContract {
    @Override
    protected EventLoop newLoop() {
      return Restless.loop(SelectorEventLoop::new);
    }
  }
}
