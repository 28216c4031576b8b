package org.hotloop.itests.felix;

import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.EventLoopRuntime;
import org.hotloop.EventLoops;
import org.hotloop.NoCurrentEventLoopException;
import org.hotloop.NoEventLoopPolicyException;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.loop.DefaultEventLoopPolicy;
import org.hotloop.loop.SelectorEventLoop;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** The bundles behind the module functions leave and come back. */
public class LeavingProvidersIT extends FelixTest {

  private static final String LOOP = "org.hotloop.loop";
  private static final String SAFE = "org.hotloop.watcher.safe";
  private static final String FAST = "org.hotloop.watcher.fast";
  private static final String RUNTIME = "org.hotloop.runtime";
  private static final List<String> PROVIDERS = List.of(LOOP, SAFE, FAST, RUNTIME);

  @Test
  public void inWhicheverOrderTheyLeaveGettersGiveWhatIsThereOrATypedError_P27() throws Exception {
    for (List<String> order : orders(PROVIDERS)) {
      for (String provider : order) {
        bundles.stop(provider);
        assertGettersAnswer(order);
      }
      for (String provider : order) {
        bundles.start(provider);
      }
      Conditions.await(order + " are back", () -> current().equals(Optional.of("default safe")));
    }
    Conditions.await("the client is back", this::isClientThere);
  }

  private static List<List<String>> orders(List<String> names) {
    if (names.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> all = new ArrayList<>();
    for (String first : names) {
      List<String> rest = names.stream().filter(name -> !name.equals(first)).toList();
      orders(rest).forEach(o -> all.add(Stream.concat(Stream.of(first), o.stream()).toList()));
    }
    return all;
  }

  private void assertGettersAnswer(List<String> order) {
    String what = order.toString();
    if (isActive(RUNTIME)) {
      assertNotNull(what, EventLoops.getChildWatcher());
    } else {
      assertThrows(what, NoEventLoopPolicyException.class, EventLoops::getChildWatcher);
    }
    if (isActive(RUNTIME) && isActive(LOOP)) {
      assertTrue(what, EventLoops.getEventLoopPolicy() instanceof DefaultEventLoopPolicy);
      assertThrows(what, NoCurrentEventLoopException.class, EventLoops::getEventLoop);
    } else {
      assertThrows(what, NoEventLoopPolicyException.class, EventLoops::getEventLoopPolicy);
      assertThrows(what, NoEventLoopPolicyException.class, EventLoops::getEventLoop);
      assertThrows(what, NoEventLoopPolicyException.class, EventLoops::newEventLoop);
    }
  }

  @Test
  public void theNextPolicysMainLoopTakesTheWatcherAlong_P19_P26() throws Exception {
    ServiceRegistration<EventLoopPolicy> custom = CustomPolicy.register(context, "custom", -1);
    bundles.stop(LOOP);
    Conditions.await("a custom main loop", () -> mainLoopIs(CustomPolicy.CustomLoop.class));
    awaitCurrent("custom safe"); // elected when the loop runs, on its thread
    assertTrue(EventLoops.getChildWatcher().isActive());

    bundles.start(LOOP);
    custom.unregister();
    Conditions.await("a default main loop", () -> mainLoopIs(SelectorEventLoop.class));
    awaitCurrent("default safe");
    Conditions.await("the client is back", this::isClientThere);
  }

  private boolean mainLoopIs(Class<? extends EventLoop> type) {
    return snapshot()
        .filter(runtime -> !runtime.loops.isEmpty())
        .filter(runtime -> runtime.loops.get(0).running)
        .filter(runtime -> runtime.loops.get(0).type.equals(type.getName()))
        .isPresent();
  }

  private void awaitCurrent(String policyAndWatcher) {
    Conditions.await(policyAndWatcher, () -> current().equals(Optional.of(policyAndWatcher)));
  }

  /** The current policy and watcher. */
  private Optional<String> current() {
    return snapshot().map(runtime -> runtime.policy.current + " " + runtime.watcher.current);
  }

  private Optional<RuntimeDTO> snapshot() {
    ServiceReference<EventLoopRuntime> reference =
        context.getServiceReference(EventLoopRuntime.class);
    return Optional.ofNullable(reference)
        .flatMap(there -> Optional.ofNullable(context.getService(there)))
        .map(EventLoopRuntime::snapshot);
  }

  private boolean isClientThere() {
    return context.getServiceReference("org.hotloop.itests.client.Client") != null;
  }

  private boolean isActive(String bundle) {
    return bundles.get(bundle).getState() == Bundle.ACTIVE;
  }
}
