package org.hotloop.itests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.Collectors;
import org.hotloop.itests.house.Metatype.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The README's configuration tables say what the bundles' metatype says: names, types, defaults.
 */
class ConfigurationTablesTest {

  @ParameterizedTest
  @CsvSource({
    "PID, org.hotloop.runtime, org.hotloop.runtime.internal.RuntimeConfiguration",
    "Factory PID, org.hotloop.loop, org.hotloop.runtime.internal.LoopConfiguration",
    "PID, org.hotloop.watcher.threaded,"
        + " org.hotloop.watcher.threaded.internal.ThreadedConfiguration"
  })
  void theReadmesTableIsTheMetatype(String kind, String pid, String configuration)
      throws Exception {
    Metatype metatype = Metatype.of(configuration);
    Map<String, Property> written =
        Document.of("README.md").tableAfter("%s `%s`".formatted(kind, pid)).stream()
            .collect(
                Collectors.toMap(row -> row.get(0), row -> new Property(row.get(1), row.get(2))));

    assertEquals(pid, metatype.pid());
    assertEquals(metatype.properties(), written);
  }
}
