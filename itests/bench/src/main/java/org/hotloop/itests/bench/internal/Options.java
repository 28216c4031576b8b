package org.hotloop.itests.bench.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run is asked to do, of arguments {@code name=value}; an empty value is none.
 *
 * @param isShort whether it only shows that all of it works
 * @param workloads as {@link Selection} takes them
 * @param peers as {@link Selection} takes them
 * @param rounds how often each peer does each workload
 * @param scale by how much amounts are multiplied
 */
public record Options(boolean isShort, String workloads, String peers, int rounds, double scale) {

  private static final int ROUNDS = 3;
  private static final Set<String> NAMES =
      new TreeSet<>(Set.of("form", "workloads", "peers", "rounds", "scale"));
  private static final Set<String> FORMS = new TreeSet<>(Set.of("short", "full"));

  /**
   * @throws IllegalArgumentException when a name or value is not known
   */
  public static Options parse(List<String> arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      if (pair.length != 2 || !NAMES.contains(pair[0])) {
        throw new IllegalArgumentException(
            "'%s' is no option; there are %s".formatted(argument, NAMES));
      }
      if (!pair[1].isBlank()) {
        values.put(pair[0], pair[1]);
      }
    }
    boolean isShort = isShort(values.getOrDefault("form", "full"));
    return new Options(
        isShort,
        values.getOrDefault("workloads", ""),
        values.getOrDefault("peers", ""),
        Integer.parseInt(values.getOrDefault("rounds", isShort ? "1" : Integer.toString(ROUNDS))),
        Double.parseDouble(values.getOrDefault("scale", "1")));
  }

  private static boolean isShort(String form) {
    if (!FORMS.contains(form)) {
      throw new IllegalArgumentException(
          "there is no form '%s'; there are %s".formatted(form, FORMS));
    }
    return form.equals("short");
  }
}
