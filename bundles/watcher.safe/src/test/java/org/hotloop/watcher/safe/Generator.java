package org.hotloop.watcher.safe;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Makes values of a kind, each from nothing but chance: the same chance makes the same one.
 *
 * @param <T> the kind
 */
@FunctionalInterface
interface Generator<T> {

  /** One value. */
  T next(RandomGenerator random);

  /** One of these, each as often. */
  @SafeVarargs
  static <T> Generator<T> of(T... values) {
    return random -> values[random.nextInt(values.length)];
  }

  /** From the least to the most, each as often. */
  static Generator<Integer> between(int least, int most) {
    return random -> (int) random.nextLong(least, most + 1L);
  }

  /** Any, and as often one at which code is known to break. */
  static Generator<Integer> integers() {
    return oneOf(
        between(Integer.MIN_VALUE, Integer.MAX_VALUE),
        of(Integer.MIN_VALUE, -2, -1, 0, 1, 2, Integer.MAX_VALUE));
  }

  /** As {@link #integers()}. */
  static Generator<Long> longs() {
    return oneOf(
        RandomGenerator::nextLong,
        integers().map(Integer::longValue),
        of(Long.MIN_VALUE, Integer.MAX_VALUE + 1L, 1L << 32, (1L << 32) + 1, Long.MAX_VALUE));
  }

  /** What one of these makes, each as often. */
  @SafeVarargs
  static <T> Generator<T> oneOf(Generator<T>... generators) {
    return random -> generators[random.nextInt(generators.length)].next(random);
  }

  /** What one of these makes, each as often as its share says. */
  static <T> Generator<T> shares(List<Share<T>> shares) {
    int all = shares.stream().mapToInt(Share::size).sum();
    return random -> {
      int dice = random.nextInt(all);
      int next = 0;
      while (dice >= shares.get(next).size()) {
        dice -= shares.get(next++).size();
      }
      return shares.get(next).generator().next(random);
    };
  }

  /** Part of a mixture. */
  record Share<T>(int size, Generator<T> generator) {}

  /** What is made of that. */
  default <R> Generator<R> map(Function<? super T, ? extends R> mapping) {
    return random -> mapping.apply(next(random));
  }

  /** What that one makes. */
  default <R> Generator<R> flatMap(Function<? super T, Generator<R>> mapping) {
    return random -> mapping.apply(next(random)).next(random);
  }

  /** From none to so many of these. */
  default Generator<List<T>> upTo(int most) {
    return random -> Stream.generate(() -> next(random)).limit(random.nextInt(most + 1)).toList();
  }

  /** Two of these. */
  default Generator<List<T>> pairs() {
    return random -> List.of(next(random), next(random));
  }
}
