package org.hotloop.itests.bench.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What somebody asks for, of what there is. */
public final class Selection {

  private static final String EXACTLY = "=";

  private Selection() {}

  /**
   * Those that are asked for, in the order that they have.
   *
   * @param asked names, with commas between; each is a prefix, or, after a {@code =}, the very
   *     name. Empty: all
   * @param kind what they are, for the message
   * @throws IllegalArgumentException when a name is nobody's; it says who there is
   */
  public static <T> List<T> of(String asked, String kind, List<T> all, Function<T, String> name) {
    if (asked.isBlank()) {
      return all;
    }
    Set<String> chosen = new TreeSet<>();
    List<String> names = all.stream().map(name).toList();
    for (String one : asked.split(",")) {
      List<String> meant =
          names.stream().filter(candidate -> isMeant(one.strip(), candidate)).toList();
      if (meant.isEmpty()) {
        throw new IllegalArgumentException(
            "there is no %s '%s'; there are %s".formatted(kind, one, String.join(", ", names)));
      }
      chosen.addAll(meant);
    }
    List<T> selected = new ArrayList<>(all);
    selected.removeIf(candidate -> !chosen.contains(name.apply(candidate)));
    return selected;
  }

  private static boolean isMeant(String asked, String candidate) {
    return asked.startsWith(EXACTLY)
        ? candidate.equals(asked.substring(EXACTLY.length()))
        : candidate.startsWith(asked);
  }
}
