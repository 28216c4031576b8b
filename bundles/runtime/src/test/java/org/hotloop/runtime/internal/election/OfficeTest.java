package org.hotloop.runtime.internal.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hotloop.dto.SwapDTO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OfficeTest {

  private final List<String> story = Collections.synchronizedList(new ArrayList<>());
  private final List<SwapDTO> reports = Collections.synchronizedList(new ArrayList<>());
  private final Election<String> election = new Election<>("watcher");
  private final Office<String> office =
      new Office<>("watcher", election::choose, this::succeed, this::report);
  private String refused = "";
  private Runnable whileActivating = () -> {};
  private long serviceId = 1;

  @Test
  void only_the_elected_one_is_obtained_and_its_predecessor_is_released_after_the_swap() {
    install("fast", -100);
    install("safe", 0);
    office.settle();
    assertEquals(List.of("get safe", "serves safe"), story);

    install("pidfd", 100);
    office.settle();

    assertEquals(
        List.of("get safe", "serves safe", "get pidfd", "serves pidfd", "unget safe"), story);
  }

  @Test
  void settling_what_is_settled_does_nothing() {
    install("safe", 0);
    assertTrue(office.settle().isPresent());

    assertFalse(office.settle().isPresent());
    assertEquals(1, reports.size());
  }

  @Test
  @DisplayName("P28 a lower-ranked provider does not displace the current one, but is told of")
  void a_lower_ranked_provider_only_changes_the_reason() {
    install("safe", 0);
    office.settle();
    install("fast", -100);

    assertFalse(office.settle().isPresent());
    assertEquals("highest ranking (0) of safe, fast", office.reason());
  }

  @Test
  @DisplayName("O17 a provider whose activation throws is marked, and the previous one stays")
  void an_activation_that_throws_changes_nothing() {
    install("safe", 0);
    office.settle();
    Candidate<String> broken = install("pidfd", 100, new Failing(new IllegalStateException("no")));

    assertFalse(office.settle().isPresent());

    assertEquals("safe", office.current().orElseThrow().object());
    assertEquals("could not be activated: java.lang.IllegalStateException: no", broken.problem());
  }

  @Test
  @DisplayName("O17 an activation that fails with an error or gives null is no better")
  void errors_and_null_count_as_failures() {
    Candidate<String> error = install("error", 2, new Failing(new NoClassDefFoundError("Gone")));
    Candidate<String> empty = install("null", 1, new Source.Fixed<>(null));
    install("safe", 0);

    office.settle();

    assertEquals("safe", office.current().orElseThrow().object());
    assertFalse(error.isUsable());
    assertEquals("could not be activated: it gave no service object", empty.problem());
  }

  @Test
  void one_that_cannot_take_over_gives_way_to_the_next_and_the_report_tells() {
    install("safe", 0);
    office.settle();
    refused = "pidfd";
    install("pidfd", 100);

    SwapDTO report = office.settle().orElseThrow();

    assertEquals("safe", report.from);
    assertEquals("safe", report.to);
    assertEquals("pidfd could not: full; highest ranking (0) of safe", report.reason);
    // it was put back before it could be let go: a delayed component has stayed what it was
    assertTrue(story.lastIndexOf("get safe") < story.indexOf("unget safe"), story::toString);
  }

  @Test
  void with_nobody_left_the_office_is_vacant_and_says_why() {
    Candidate<String> safe = install("safe", 0);
    office.settle();
    election.remove(safe);

    SwapDTO report = office.settle().orElseThrow();

    assertEquals("safe", report.from);
    assertEquals(null, report.to);
    assertTrue(office.current().isEmpty());
    assertEquals("no watcher is installed", office.reason());
  }

  @Test
  void one_that_goes_while_it_is_activated_never_serves() {
    install("safe", 0);
    Candidate<String> pidfd = install("pidfd", 100);
    whileActivating = () -> election.remove(pidfd);

    office.settle();

    assertEquals("safe", office.current().orElseThrow().object());
    assertFalse(story.contains("serves pidfd"));
    assertTrue(story.contains("unget pidfd"));
  }

  @Test
  void swaps_of_many_threads_are_kept_in_their_order_each_from_where_the_last_one_led()
      throws Exception {
    install("one", 1);
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(number -> new Thread(() -> installAndRemove("other" + number)))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    List<SwapDTO> kept = List.copyOf(reports);

    for (int i = 1; i < kept.size(); i++) {
      assertEquals(kept.get(i - 1).to, kept.get(i).from, () -> kept.toString());
    }
  }

  private void installAndRemove(String name) {
    for (int i = 0; i < 500; i++) {
      Candidate<String> other = new Candidate<>(name, 2, 2, "", new Source.Fixed<>(name));
      election.add(other);
      office.settle();
      election.remove(other);
      office.settle();
    }
  }

  @Test
  void a_change_that_the_swap_itself_causes_is_settled_before_it_returns() {
    install("safe", 0);
    whileActivating = () -> {};
    Candidate<String> fast = install("fast", 1);
    Office<String>[] self = officeThatRemoves(fast);

    self[0].settle();

    assertEquals("safe", self[0].current().orElseThrow().object());
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Office<String>[] officeThatRemoves(Candidate<String> candidate) {
    Office<String>[] self = new Office[1];
    self[0] =
        new Office<>(
            "watcher",
            election::choose,
            (next, choice, tally) -> {
              election.remove(candidate);
              assertFalse(self[0].settle().isPresent(), "a swap inside a swap");
            },
            this::report);
    return self;
  }

  @Test
  void a_lease_is_given_back_when_its_last_holder_closes() throws Exception {
    Lease<String> lease = install("safe", 0).obtain();
    Lease<String> second = lease.retain().orElseThrow();

    lease.close();
    assertFalse(story.contains("unget safe"));
    second.close();

    assertTrue(story.contains("unget safe"));
    assertEquals(Optional.empty(), lease.retain());
  }

  private Candidate<String> install(String name, int ranking) {
    return install(name, ranking, new Telling(name));
  }

  private Candidate<String> install(String name, int ranking, Source<String> source) {
    Candidate<String> candidate = new Candidate<>(name, ranking, serviceId++, "bundle", source);
    election.add(candidate);
    return candidate;
  }

  private void succeed(Optional<Lease<String>> next, Choice<String> choice, SwapTally tally)
      throws ProviderFailedException {
    String name = next.map(Lease::object).orElse("nobody");
    if (name.equals(refused)) {
      throw new ProviderFailedException("could not: full", null);
    }
    story.add("serves " + name);
  }

  private SwapDTO report(SwapDTO report) {
    reports.add(report);
    return report;
  }

  private final class Telling implements Source<String> {
    private final String name;

    private Telling(String name) {
      this.name = name;
    }

    @Override
    public String get() {
      story.add("get " + name);
      whileActivating.run();
      return name;
    }

    @Override
    public void unget(String object) {
      story.add("unget " + name);
    }
  }

  private static final class Failing implements Source<String> {
    private final Throwable failure;

    private Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public String get() {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }

    @Override
    public void unget(String object) {}
  }
}
