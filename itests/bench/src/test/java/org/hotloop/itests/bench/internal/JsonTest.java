package org.hotloop.itests.bench.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of one line. */
class JsonTest {

  @Test
  void whatPeersPrintIsRead() {
    assertEquals(
        Map.of("ops", 2000.0, "share", -1.5e3, "right", true, "peer", "c"),
        Json.read("{\"ops\":2000, \"share\": -1.5e3,\"right\":true ,\"peer\":\"c\"}"));
  }

  @Test
  void fieldsKeepTheirOrder() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("z", 1L);
    fields.put("a", false);

    assertEquals("{\"z\":1,\"a\":false}", Json.write(fields));
  }

  @Test
  void aTextIsReadAsItWasWritten() {
    Map<String, Object> fields = Map.of("text", "a \"b\", {c}: \\d\n\te");

    assertEquals(fields, Json.read(Json.write(fields)));
  }

  @Test
  void anObjectMayBeEmpty() {
    assertEquals(Map.of(), Json.read("{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ready", "{\"a\":1", "{\"a\":}", "{\"a\":1 \"b\":2}", "{\"a\":{}}", "[1]"})
  void whatIsNoSuchObjectIsRefused(String line) {
    assertThrows(IllegalArgumentException.class, () -> Json.read(line));
  }
}
