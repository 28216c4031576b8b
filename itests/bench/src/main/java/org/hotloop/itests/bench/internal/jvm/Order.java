package org.hotloop.itests.bench.internal.jvm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a peer is told to do, as its command line has it: a workload and its keys. */
public record Order(String workload, Map<String, String> keys) {

  /**
   * @throws IllegalArgumentException when there is no workload, or a word is not {@code key=value}
   */
  static Order parse(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("no workload is named");
    }
    Map<String, String> keys = new HashMap<>();
    for (String word : words.subList(1, words.size())) {
      String[] pair = word.split("=", 2);
      if (pair.length != 2) {
        throw new IllegalArgumentException(word + " is not key=value");
      }
      keys.put(pair[0], pair[1]);
    }
    return new Order(words.get(0), keys);
  }

  /**
   * @throws IllegalArgumentException when it is not given
   */
  public String text(String key) {
    String value = keys.get(key);
    if (value == null) {
      throw new IllegalArgumentException("%s needs %s=".formatted(workload, key));
    }
    return value;
  }

  /**
   * @throws IllegalArgumentException when it is not given, or no number
   */
  public int number(String key) {
    return Integer.parseInt(text(key));
  }
}
