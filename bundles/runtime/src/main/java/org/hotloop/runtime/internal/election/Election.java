package org.hotloop.runtime.internal.election;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotloop.UnknownProviderException;

/**
 * The candidates, the wishes, and the rule that makes a choice of them. It decides only: nothing
 * foreign is called here. First to last: by hand; named by configuration; decided by the current
 * policy; the highest ranking. A wish that cannot be met falls to the next rule, and the reason
 * says so. Any thread; guarded by this.
 *
 * @param <S> the service's type
 */
public final class Election<S> {

  private final String kind;
  private final List<Candidate<S>> installed = new ArrayList<>();
  private Hand<S> hand = Hand.none();
  private String configured = "";
  private Optional<Candidate<S>> decided = Optional.empty();

  /** How many replace what the policy decides, now: whatever it says may be closed by one. */
  private int replacing;

  /**
   * @param kind what is elected, for people: {@code policy} or {@code watcher}
   */
  public Election(String kind) {
    this.kind = kind;
  }

  /** What is elected, for people. */
  public String kind() {
    return kind;
  }

  /** A provider has come. */
  public synchronized void add(Candidate<S> candidate) {
    installed.add(candidate);
  }

  /** A provider has gone. */
  public synchronized void remove(Candidate<S> candidate) {
    candidate.goes();
    installed.remove(candidate);
  }

  /** Names the wish of the configuration; empty is none. It may name one that is not there yet. */
  public synchronized void configure(String name) {
    configured = name.strip();
    forgive(configured);
  }

  /** What the current policy decides, when it decides at all; nothing while that is replaced. */
  public synchronized void decide(Optional<Candidate<S>> byPolicy) {
    decided = replacing == 0 ? byPolicy : Optional.empty();
  }

  /** What the policy decides is about to be replaced: it decides nothing until that has ended. */
  public synchronized void replacementBegins() {
    replacing++;
    decided = Optional.empty();
  }

  /** What {@link #replacementBegins} said is over. Whoever was the last asks the policy again. */
  public synchronized void replacementEnds() {
    replacing--;
  }

  /** Who was decided by the policy last. */
  public synchronized Optional<Candidate<S>> decided() {
    return decided;
  }

  /**
   * Pins a name. One that failed before is tried again, since somebody asks for it.
   *
   * @return what was there by hand before
   * @throws UnknownProviderException when there is none of that name; nothing has changed
   */
  public synchronized Hand<S> pin(String name) {
    if (!isInstalled(name)) {
      throw unknown(name);
    }
    forgive(name);
    return hand(Hand.pinned(name));
  }

  /** Replaces what is decided by hand; answers what was before. */
  public synchronized Hand<S> hand(Hand<S> now) {
    Hand<S> before = hand;
    hand = now;
    return before;
  }

  /** As {@link #hand}, if {@code expected} is still there; answers whether it was. */
  public synchronized boolean replace(Hand<S> expected, Hand<S> now) {
    boolean still = hand == expected;
    if (still) {
      hand = now;
    }
    return still;
  }

  /** What is decided by hand. */
  public synchronized Hand<S> hand() {
    return hand;
  }

  /** The best of that name that can be used. */
  public synchronized Optional<Candidate<S>> named(String name) {
    return sorted(installed).stream()
        .filter(candidate -> candidate.name().equals(name) && candidate.isUsable())
        .findFirst();
  }

  /** The name in the configuration; empty when none. */
  public synchronized String configured() {
    return configured;
  }

  /** The wish of the configuration while nobody is there to meet it. */
  public synchronized Optional<UnknownProviderException> unmet() {
    return configured.isEmpty() || isInstalled(configured)
        ? Optional.empty()
        : Optional.of(unknown(configured));
  }

  /** Everybody who could be elected: by hand, by the policy, and the installed, the best first. */
  public synchronized List<Candidate<S>> candidates() {
    List<Candidate<S>> all = new ArrayList<>();
    hand.candidate().ifPresent(all::add);
    decided.ifPresent(all::add);
    all.addAll(sorted(installed));
    return all;
  }

  /** The choice, from what is known now. */
  public synchronized Choice<S> choose() {
    List<String> passedOver = new ArrayList<>();
    return byHand(passedOver)
        .or(() -> byName("pinned", hand.name(), "pinned by hand", passedOver))
        .or(
            () ->
                byName(
                    "configured",
                    configured,
                    "named by configuration org.hotloop.runtime",
                    passedOver))
        .or(() -> byPolicy(passedOver))
        .orElseGet(() -> byRanking(passedOver));
  }

  private Optional<Choice<S>> byHand(List<String> passedOver) {
    return hand.candidate()
        .flatMap(
            candidate ->
                usable(
                    candidate,
                    "the one set by hand",
                    candidate.bundle().isEmpty()
                        ? "set by hand"
                        : "set by hand by bundle " + candidate.bundle(),
                    passedOver));
  }

  private Optional<Choice<S>> byPolicy(List<String> passedOver) {
    return decided.flatMap(
        candidate -> usable(candidate, candidate.name(), "decided by the policy", passedOver));
  }

  private Optional<Choice<S>> byName(
      String wish, String name, String reason, List<String> passedOver) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String wished = "%s '%s'".formatted(wish, name);
    List<Candidate<S>> named =
        sorted(installed).stream().filter(candidate -> candidate.name().equals(name)).toList();
    if (named.isEmpty()) {
      passedOver.add(wished + " is not installed");
      return Optional.empty();
    }
    Candidate<S> best = named.stream().filter(Candidate::isUsable).findFirst().orElse(named.get(0));
    return usable(best, wished, reason, passedOver);
  }

  private Optional<Choice<S>> usable(
      Candidate<S> candidate, String who, String reason, List<String> passedOver) {
    if (candidate.isUsable()) {
      return Optional.of(Choice.of(candidate, sentence(passedOver, reason)));
    }
    passedOver.add(who + " " + candidate.problem());
    return Optional.empty();
  }

  private Choice<S> byRanking(List<String> passedOver) {
    List<Candidate<S>> usable = sorted(installed).stream().filter(Candidate::isUsable).toList();
    if (usable.isEmpty()) {
      return Choice.nobody(sentence(passedOver, whyNobody()));
    }
    Candidate<S> best = usable.get(0);
    String reason =
        "highest ranking (%d) of %s".formatted(best.ranking(), String.join(", ", names(usable)));
    return Choice.of(best, sentence(passedOver, reason));
  }

  private String whyNobody() {
    return installed.isEmpty()
        ? "no %s is installed".formatted(kind)
        : sorted(installed).stream()
            .map(candidate -> candidate.name() + " " + candidate.problem())
            .collect(Collectors.joining("; "));
  }

  private boolean isInstalled(String name) {
    return installed.stream().anyMatch(candidate -> candidate.name().equals(name));
  }

  private UnknownProviderException unknown(String name) {
    return new UnknownProviderException(kind, name, names(sorted(installed)));
  }

  private void forgive(String name) {
    installed.stream().filter(one -> one.name().equals(name)).forEach(Candidate::forgive);
  }

  private static <S> List<Candidate<S>> sorted(List<Candidate<S>> candidates) {
    return candidates.stream().sorted(Candidate.BEST_FIRST).toList();
  }

  private static <S> List<String> names(List<Candidate<S>> candidates) {
    return candidates.stream().map(Candidate::name).distinct().toList();
  }

  private static String sentence(List<String> passedOver, String reason) {
    return passedOver.isEmpty() ? reason : String.join("; ", passedOver) + "; " + reason;
  }
}
