package org.hotloop.runtime.internal.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.hotloop.UnknownProviderException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ElectionTest {

  private final Election<String> election = new Election<>("watcher");
  private long serviceId = 1;

  @Test
  void nobody_is_elected_where_nobody_is_installed() {
    assertChoice("nobody", "no watcher is installed");
  }

  @Test
  @DisplayName("O8 the highest ranking wins, and a changed ranking counts at once")
  void the_highest_ranking_wins() {
    Candidate<String> fast = install("fast", -100);
    install("safe", 0);
    assertChoice("safe", "highest ranking (0) of safe, fast");

    fast.modified("fast", 1);

    assertChoice("fast", "highest ranking (1) of fast, safe");
  }

  @Test
  void between_equals_the_one_wins_that_was_there_first() {
    Candidate<String> younger = candidate("younger", 0, 20);
    election.add(younger);
    election.add(candidate("older", 0, 10));

    assertChoice("older", "highest ranking (0) of older, younger");
  }

  @Test
  void one_with_a_problem_is_passed_over() {
    install("pidfd", 100).failed("could not be activated: ENOSYS");
    install("safe", 0);

    assertChoice("safe", "highest ranking (0) of safe");
  }

  @Test
  void the_reason_tells_the_problems_when_nobody_is_left() {
    install("safe", 0).failed("could not take over: no");

    assertChoice("nobody", "safe could not take over: no");
  }

  @Test
  void the_configuration_names_one_above_the_ranking() {
    install("safe", 0);
    install("fast", -100);
    election.configure("fast");

    assertChoice("fast", "named by configuration org.hotloop.runtime");
  }

  @Test
  void a_configured_name_that_is_not_there_is_told_and_taken_when_it_appears() {
    install("safe", 0);
    election.configure("pidfd");
    assertChoice("safe", "configured 'pidfd' is not installed; highest ranking (0) of safe");

    install("pidfd", -5);

    assertChoice("pidfd", "named by configuration org.hotloop.runtime");
  }

  @Test
  void what_the_policy_decides_stands_between_configuration_and_ranking() {
    install("safe", 0);
    election.decide(
        Optional.of(Candidate.of("own", "policy proactor", "bundle", Optional.empty())));
    assertChoice("policy proactor", "decided by the policy");

    election.configure("safe");

    assertChoice("safe", "named by configuration org.hotloop.runtime");
  }

  @Test
  void a_pin_stands_above_the_configuration_and_falls_back_when_its_provider_goes() {
    install("safe", 0);
    Candidate<String> fast = install("fast", -100);
    election.configure("safe");
    election.pin("fast");
    assertChoice("fast", "pinned by hand");

    election.remove(fast);

    assertChoice(
        "safe", "pinned 'fast' is not installed; named by configuration org.hotloop.runtime");
  }

  @Test
  void a_pin_of_an_unknown_name_changes_nothing() {
    install("safe", 0);
    install("fast", -100);
    election.pin("fast");

    UnknownProviderException refused =
        assertThrows(UnknownProviderException.class, () -> election.pin("swift"));

    assertEquals(List.of("safe", "fast"), refused.known());
    assertChoice("fast", "pinned by hand");
  }

  @Test
  void a_pin_tries_one_again_that_failed() {
    install("safe", 0);
    install("fast", -100).failed("could not be activated");

    election.pin("fast");

    assertChoice("fast", "pinned by hand");
  }

  @Test
  void an_object_set_by_hand_stands_above_all_and_replaces_a_pin() {
    install("safe", 0);
    election.pin("safe");
    Hand<String> before =
        election.hand(
            Hand.set(Candidate.of("mine", "Mine", "client", Optional.of("owner")), "mine"));

    assertEquals("safe", before.name());
    assertChoice("Mine", "set by hand by bundle client");
  }

  @Test
  void a_pinned_name_that_cannot_be_used_is_told_with_its_problem() {
    install("safe", 0);
    Candidate<String> fast = install("fast", -100);
    election.pin("fast");

    fast.failed("could not take over: no");

    assertChoice("safe", "pinned 'fast' could not take over: no; highest ranking (0) of safe");
  }

  private Candidate<String> install(String name, int ranking) {
    Candidate<String> candidate = candidate(name, ranking, serviceId++);
    election.add(candidate);
    return candidate;
  }

  private static Candidate<String> candidate(String name, int ranking, long id) {
    return new Candidate<>(name, ranking, id, "bundle", new Source.Fixed<>(name));
  }

  private void assertChoice(String name, String reason) {
    Choice<String> choice = election.choose();
    assertEquals(name, choice.candidate().map(Candidate::name).orElse("nobody"));
    assertEquals(reason, choice.reason());
  }
}
