package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.EventLoops;
import org.hotloop.NoCurrentEventLoopException;
import org.hotloop.NoRunningEventLoopException;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.loop.DefaultEventLoopPolicy;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;

/** asyncio's module functions in OSGi: policies by context, by hand and by ranking. */
public class PolicyIT extends FelixTest {

  @After
  public void giveTheChoiceBack() {
    EventLoops.setEventLoopPolicy(null);
  }

  @Test
  public void thePolicyIsTheElectedOneOrTheOneThatIsSet_P1_P2_P4() {
    EventLoopPolicy byDefault = EventLoops.getEventLoopPolicy();
    assertSame(byDefault, EventLoops.getEventLoopPolicy());
    assertTrue(byDefault instanceof DefaultEventLoopPolicy);
    EventLoopPolicy mine = new CustomPolicy();

    EventLoops.setEventLoopPolicy(mine);
    assertSame(mine, EventLoops.getEventLoopPolicy());
    assertSame(mine, client.runtime().getEventLoopPolicy());

    EventLoops.setEventLoopPolicy(null);
    assertSame(byDefault, EventLoops.getEventLoopPolicy());
  }

  @Test
  public void concurrentGetsAnswerOnePolicyAndOneWatcher_P5_P20() {
    assertEquals(1, seenByMany(EventLoops::getEventLoopPolicy).size());
    assertEquals(1, seenByMany(EventLoops::getChildWatcher).size());
  }

  private static <T> Set<T> seenByMany(Callable<T> getter) {
    List<CompletableFuture<T>> gets =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> unchecked(getter)))
            .limit(16)
            .toList();
    return gets.stream().map(CompletableFuture::join).collect(Collectors.toSet());
  }

  private static <T> T unchecked(Callable<T> getter) {
    try {
      return getter.call();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  @Test
  public void theMainLoopsThreadHasTheMainLoopAndOthersHaveNone_P6_P8_P14() throws Exception {
    EventLoop main = client.loop();
    assertSame(main, onMainLoop(EventLoops::getEventLoop));
    assertSame(main, onMainLoop(() -> EventLoops.getEventLoopPolicy().getEventLoop()));
    assertSame(main, onMainLoop(EventLoops::getRunningLoop));

    assertThrows(NoCurrentEventLoopException.class, EventLoops::getEventLoop);
    assertThrows(NoRunningEventLoopException.class, EventLoops::getRunningLoop);
  }

  @Test
  public void theRunningLoopIsFoundWhereThePolicysGetterThrows_P13() throws Exception {
    EventLoops.setEventLoopPolicy(
        new CustomPolicy() {
          @Override
          public EventLoop getEventLoop() {
            throw new IllegalStateException("a test's broken policy");
          }
        });

    assertSame(client.loop(), onMainLoop(EventLoops::getEventLoop));
    assertThrows(IllegalStateException.class, EventLoops::getEventLoop);
  }

  @Test
  public void aThreadSetsItsOwnLoopAndNobodyElsesIsTouched_P7_P9_P10_P11() throws Exception {
    try (EventLoop first = EventLoops.newEventLoop();
        EventLoop second = EventLoops.newEventLoop()) {
      assertNotSame(first, second);
      EventLoops.setEventLoop(first);
      EventLoops.setEventLoop(second);
      assertSame(second, EventLoops.getEventLoop());
      assertFalse(first.isClosed());
      assertSame(client.loop(), onMainLoop(EventLoops::getEventLoop));

      EventLoops.setEventLoop(null);
      assertThrows(NoCurrentEventLoopException.class, EventLoops::getEventLoop);
    }
  }

  @Test
  public void noLoopRunsInsideAManagedLoop_P17() throws Exception {
    try (EventLoop inner = EventLoops.newEventLoop()) {
      ExecutionException refused =
          assertThrows(
              ExecutionException.class,
              () ->
                  onMainLoop(
                      () -> {
                        inner.runForever();
                        return null;
                      }));
      assertTrue(refused.toString(), refused.getCause() instanceof IllegalStateException);
      assertSame(client.loop(), onMainLoop(EventLoops::getRunningLoop));
    }
  }

  @Test
  public void aHigherRankedPolicyIsSwitchedToAndALowerOneIsNot_P19_P28() throws Exception {
    EventLoop main = client.loop();
    EventLoopPolicy byDefault = EventLoops.getEventLoopPolicy();
    ServiceRegistration<?> lower = CustomPolicy.register(context, "lower", -1);
    assertSame(byDefault, EventLoops.getEventLoopPolicy());

    ServiceRegistration<?> higher = CustomPolicy.register(context, "higher", 1);
    assertTrue(EventLoops.getEventLoopPolicy() instanceof CustomPolicy);
    try (EventLoop made = EventLoops.newEventLoop()) {
      assertTrue(made instanceof CustomPolicy.CustomLoop);
    }
    assertSame(main, onMainLoop(EventLoops::getEventLoop));
    assertTrue(main.isRunning());

    higher.unregister();
    assertSame(byDefault, EventLoops.getEventLoopPolicy());
    lower.unregister();
  }

  /** What {@code question} answers on the main loop's thread. */
  private <T> T onMainLoop(Callable<T> question) throws Exception {
    CompletableFuture<T> answer = new CompletableFuture<>();
    client
        .loop()
        .callSoonThreadsafe(
            () -> {
              try {
                answer.complete(question.call());
              } catch (Exception e) {
                answer.completeExceptionally(e);
              }
            });
    return Conditions.await(answer);
  }
}
