package org.hotloop.itests.bench.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said, and what goes without saying. */
class OptionsTest {

  @Test
  void withoutOptionsItIsAllOfItInThreeRounds() {
    Options options = Options.parse(List.of("workloads=", "peers=", "rounds=", "scale="));

    assertEquals(new Options(false, "", "", 3, 1), options);
  }

  @Test
  void aShortFormIsOneRound() {
    Options options = Options.parse(List.of("form=short"));

    assertTrue(options.isShort());
    assertEquals(1, options.rounds());
  }

  @Test
  void whatIsSaidHolds() {
    Options options =
        Options.parse(
            List.of("form=full", "workloads=exit", "peers=c,jdk", "rounds=2", "scale=0.5"));

    assertEquals(new Options(false, "exit", "c,jdk", 2, 0.5), options);
  }

  @Test
  void aValueMayBeginWithTheSignForTheVeryName() {
    assertEquals("=spawn", Options.parse(List.of("workloads==spawn")).workloads());
  }

  @Test
  void whatIsNoOptionIsRefusedWithThoseThatThereAre() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("round=3")));

    assertTrue(refusal.getMessage().contains("rounds"), refusal::getMessage);
    assertFalse(refusal.getMessage().isBlank());
  }

  @Test
  void aFormThatIsNotThereIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("form=tiny")));
  }
}
