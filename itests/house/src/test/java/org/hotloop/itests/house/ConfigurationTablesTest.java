package org.hotloop.itests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The README's configuration tables say what the bundles' metatype says: names, types, defaults.
 */
class ConfigurationTablesTest {

  private record Property(String name, String type, String defaultValue)
      implements Comparable<Property> {

    @Override
    public int compareTo(Property other) {
      return name.compareTo(other.name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PID `org.hotloop.runtime`, org.hotloop.runtime.internal.RuntimeConfiguration",
    "Factory PID `org.hotloop.loop`, org.hotloop.runtime.internal.LoopConfiguration"
  })
  void theReadmesTableIsTheMetatype(String heading, String type) throws Exception {
    Set<Property> written =
        Document.of("README.md").tableAfter(heading).stream()
            .map(row -> new Property(row.get(0), row.get(1), row.get(2)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(metatype(type), written);
  }

  private static Set<Property> metatype(String type)
      throws IOException, ParserConfigurationException, SAXException {
    String resource = "OSGI-INF/metatype/" + type + ".xml";
    try (InputStream in = resource(resource)) {
      NodeList attributes =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(in)
              .getElementsByTagName("AD");
      Set<Property> properties = new TreeSet<>();
      for (int i = 0; i < attributes.getLength(); i++) {
        Element attribute = (Element) attributes.item(i);
        properties.add(
            new Property(
                attribute.getAttribute("id"),
                attribute.getAttribute("type"),
                attribute.getAttribute("default")));
      }
      return properties;
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = ConfigurationTablesTest.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IOException("no bundle has " + name);
    }
    return in;
  }
}
