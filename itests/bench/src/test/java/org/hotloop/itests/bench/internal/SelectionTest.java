package org.hotloop.itests.bench.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names and how they begin. */
class SelectionTest {

  private static final List<String> ALL = List.of("c", "jdk17", "jdk25", "hotloop", "hotloop-bare");

  @Test
  void nothingIsAllOfThem() {
    assertEquals(ALL, select(""));
  }

  @Test
  void aPrefixIsAllThatBeginSo() {
    assertEquals(List.of("jdk17", "jdk25", "hotloop", "hotloop-bare"), select("hotloop,jdk"));
  }

  @Test
  void afterAnEqualsSignItIsTheVeryNameAlone() {
    assertEquals(List.of("c", "hotloop"), select("c,=hotloop"));
  }

  @Test
  void whoIsNamedTwiceIsThereOnce() {
    assertEquals(List.of("jdk17", "jdk25"), select("jdk,jdk17"));
  }

  @Test
  void aNameThatIsNobodysIsRefusedWithThoseThatThereAre() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> select("c,gcj"));

    assertEquals(
        "there is no peer 'gcj'; there are c, jdk17, jdk25, hotloop, hotloop-bare",
        refusal.getMessage());
  }

  private static List<String> select(String asked) {
    return Selection.of(asked, "peer", ALL, name -> name);
  }
}
