package org.hotloop.runtime.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.Exited;
import org.hotloop.child.Unknown;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Source;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RegistrationTest {

  private final Exits exits = new Exits();
  private final List<Registration> dispatched = new ArrayList<>();
  private final Registration registration =
      new Registration(11, new Owner("client"), exits, dispatch(dispatched::add));
  private final Candidate<ChildWatcher> provider =
      new Candidate<>("safe", 0, 0, "", new Source.Fixed<>(null));
  private final Custody custody = new Custody(registration, provider);

  private static Registration.Dispatch dispatch(Consumer<Registration> arrived) {
    return new Registration.Dispatch() {
      @Override
      public void dispatch(Registration registration) {
        arrived.accept(registration);
      }

      @Override
      public void doubt(Registration registration, Unknown status) {
        throw new AssertionError("nothing failed here");
      }
    };
  }

  @Test
  void the_first_status_counts_whoever_brings_another() {
    custody.childExited(11, new Exited(1));
    custody.childExited(11, new Exited(2));

    registration.deliver();
    registration.deliver();

    assertEquals(1, dispatched.size());
    assertEquals(Map.of("told an exit twice", 1), provider.toDTO(true).breaches);
    assertEquals(List.of("11:1"), exits.calls());
  }

  @Test
  void what_was_removed_or_replaced_is_never_delivered() {
    assertTrue(registration.remove());
    assertFalse(registration.replace());

    custody.childExited(11, new Exited(1));
    registration.deliver();

    assertEquals(List.of(), dispatched);
    assertEquals(List.of(), exits.calls());
  }

  @Test
  void what_is_being_delivered_can_be_neither_removed_nor_replaced() {
    custody.childExited(11, new Exited(1));

    assertTrue(registration.isDelivering());
    assertFalse(registration.remove());
    assertFalse(registration.replace());
  }

  @RepeatedTest(50)
  void of_delivery_removal_and_replacement_beside_each_other_exactly_one_wins() throws Exception {
    Registration contested =
        new Registration(11, new Owner("client"), exits, dispatch(Registration::deliver));
    ExecutorService threads = Executors.newFixedThreadPool(3);
    CyclicBarrier start = new CyclicBarrier(3);
    List<Future<Boolean>> claims = new ArrayList<>();
    claims.add(threads.submit(() -> claim(start, contested::remove)));
    claims.add(threads.submit(() -> claim(start, contested::replace)));
    claims.add(threads.submit(() -> claim(start, () -> exits(contested))));

    int winners = 0;
    for (Future<Boolean> claim : claims) {
      winners += claim.get() ? 1 : 0;
    }
    threads.shutdown();

    assertEquals(1, winners);
  }

  private boolean exits(Registration contested) {
    new Custody(contested, provider).childExited(11, new Exited(1));
    return !exits.calls().isEmpty();
  }

  private static boolean claim(CyclicBarrier start, BooleanSupplier claim) throws Exception {
    start.await();
    return claim.getAsBoolean();
  }
}
