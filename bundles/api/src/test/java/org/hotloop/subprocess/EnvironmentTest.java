package org.hotloop.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class EnvironmentTest {

  private static final OsString UNDECODABLE = OsString.of(new byte[] {'X', '=', (byte) 0xff});
  private static final List<OsString> OURS =
      List.of(OsString.of("A=1"), UNDECODABLE, OsString.of("B=x=y"), OsString.of("odd"));

  @Test
  @DisplayName("X34 what is inherited passes through as it is, in its order")
  void whatIsInheritedPassesThrough() {
    assertEquals(OURS, Environment.inherited().entries(OURS));
  }

  @Test
  @DisplayName("X34 an environment is emptied")
  void anEmptyOneHasNothing() {
    assertEquals(List.of(), Environment.empty().entries(OURS));
  }

  @Test
  @DisplayName("X34 an environment is replaced")
  void aReplacedOneHasOnlyWhatWasSet() {
    assertEquals(
        List.of(OsString.of("C=3")), Environment.empty().with(Map.of("C", "3")).entries(OURS));
  }

  @Test
  @DisplayName("X34 an environment is extended: names are set, set anew and unset")
  void anExtendedOneChangesByName() {
    Environment extended =
        Environment.inherited().with("A", "2").without("B").with("C", "").without("none");
    assertEquals(
        Stream.of(UNDECODABLE, OsString.of("odd"), OsString.of("A=2"), OsString.of("C=")).toList(),
        extended.entries(OURS));
    assertEquals("inherited, [+A, -B, +C, -none]", extended.toString());
  }

  @Test
  @DisplayName("X46 a value of any bytes is set")
  void aValueOfAnyBytesIsSet() {
    OsString value = OsString.of(new byte[] {(byte) 0xfe, '='});
    OsString entry = OsString.of(new byte[] {'N', '=', (byte) 0xfe, '='});
    assertEquals(
        List.of(entry), Environment.empty().with(OsString.of("N"), value).entries(List.of()));
  }

  @Test
  void changingOneLeavesTheFirstAsItWas() {
    Environment first = Environment.empty().with("A", "1");
    first.with("B", "2").without("A");
    assertEquals(Environment.empty().with("A", "1"), first);
  }

  @Test
  @DisplayName("X46 '=' in a variable's name, or no name, is refused")
  void aNameWithAnEqualsSignIsRefused() {
    assertRefused("'A=B'", () -> Environment.empty().with("A=B", "c"));
    assertRefused("'A=B'", () -> Environment.inherited().without("A=B"));
    assertRefused("''", () -> Environment.empty().with("", "c"));
    assertRefused("NUL", () -> Environment.empty().with("A", "\0"));
  }

  private static void assertRefused(String naming, Executable attempt) {
    String message = assertThrows(InvalidSpecException.class, attempt).getMessage();
    assertTrue(message.contains(naming), message);
  }
}
