package org.hotloop.demo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySwapperTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void aRoundGoesFromEachToEachOtherOnceAndEndsWhereItBegan(int count) {
    List<String> names = List.of("default", "proactor", "demo", "mine", "yours").subList(0, count);

    List<String> round = PolicySwapper.round(names);

    Set<List<String>> swaps = new HashSet<>();
    String serves = names.get(0);
    for (String next : round) {
      swaps.add(List.of(serves, next));
      serves = next;
    }
    assertEquals(names.get(0), serves);
    assertEquals(count * (count - 1), swaps.size());
    assertEquals(swaps.size(), round.size());
    names.forEach(name -> assertEquals(false, swaps.contains(List.of(name, name))));
  }
}
