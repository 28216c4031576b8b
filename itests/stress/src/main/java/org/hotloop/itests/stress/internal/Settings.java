package org.hotloop.itests.stress.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/**
 * What is asked for.
 *
 * @param scenario what is swapped
 * @param time how long it is, beside what runs
 * @param seed what all chance comes from
 * @param folder where files go
 */
public record Settings(String scenario, Duration time, long seed, Path folder) {

  /** From properties; what is not there, or empty, is a short run with another seed each time. */
  static Settings of(UnaryOperator<String> properties) {
    String seed = value(properties, "stress.seed", "");
    return new Settings(
        value(properties, "stress.scenario", "watcher"),
        Duration.ofSeconds(Long.parseLong(value(properties, "stress.seconds", "10"))),
        seed.isEmpty() ? ThreadLocalRandom.current().nextInt(1_000_000) : Long.parseLong(seed),
        Path.of(value(properties, "stress.folder", "target/stress")));
  }

  private static String value(UnaryOperator<String> properties, String key, String otherwise) {
    String value = properties.apply(key);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  /** How to have it all once more. */
  public String repetition() {
    return "mvn -Pstress verify -Dstress.scenario=%s -Dstress.seconds=%d -Dstress.seed=%d"
        .formatted(scenario, time.toSeconds(), seed);
  }
}
