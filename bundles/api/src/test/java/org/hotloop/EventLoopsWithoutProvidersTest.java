package org.hotloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Optional;
import org.hotloop.spi.RunningLoop;
import org.hotloop.spi.Runtimes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The module functions where nothing but the api is there, and how a runtime takes their place. */
class EventLoopsWithoutProvidersTest {

  @Test
  void withoutAnyPolicyTheErrorNamesTheWayOut() {
    String message =
        assertThrows(NoEventLoopPolicyException.class, EventLoops::getEventLoopPolicy).getMessage();
    assertTrue(message.contains("org.hotloop.loop"), message);
  }

  @Test
  @DisplayName("P13 P14 P17 the running loop wins; there is none outside, nor a second one inside")
  void getRunningLoopAnswersOnlyInside() {
    EventLoop loop = fake(EventLoop.class);
    assertThrows(NoRunningEventLoopException.class, EventLoops::getRunningLoop);
    try (RunningLoop run = RunningLoop.enter(loop)) {
      assertSame(loop, EventLoops.getRunningLoop());
      assertSame(loop, EventLoops.getEventLoop(), "the running loop wins over any policy");
      assertThrows(IllegalStateException.class, () -> RunningLoop.enter(fake(EventLoop.class)));
      assertEquals(Optional.of(loop), RunningLoop.current(), "a refused run changes nothing");
    }
    assertThrows(NoRunningEventLoopException.class, EventLoops::getRunningLoop);
  }

  @Test
  void anInstalledRuntimeAnswersInTheNameOfTheCaller() {
    EventLoopRuntime runtime = fake(EventLoopRuntime.class);
    Class<?>[] caller = new Class<?>[1];
    try (Runtimes.Registration installed =
        Runtimes.install(
            asker -> {
              caller[0] = asker;
              return runtime;
            })) {
      EventLoops.setChildWatcher(null);
    }
    assertSame(EventLoopsWithoutProvidersTest.class, caller[0]);
    assertTrue(Runtimes.current().isEmpty());
  }

  @Test
  void takingARuntimeAwayLeavesItsSuccessor() {
    Runtimes.Registration first = Runtimes.install(asker -> fake(EventLoopRuntime.class));
    Runtimes.Registration second = Runtimes.install(asker -> fake(EventLoopRuntime.class));
    first.close();
    assertTrue(Runtimes.current().isPresent());
    second.close();
    assertTrue(Runtimes.current().isEmpty());
  }

  private static <T> T fake(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "toString" -> type.getSimpleName();
                  default -> null;
                }));
  }
}
