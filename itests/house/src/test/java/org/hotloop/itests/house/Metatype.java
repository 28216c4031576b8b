package org.hotloop.itests.house;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a bundle of ours tells a configuration editor, read from its metatype document. */
final class Metatype {

  /** A property that can be configured. */
  record Property(String type, String defaultValue) {}

  private final Document document;

  private Metatype(Document document) {
    this.document = document;
  }

  /** The document that was made of the annotation type {@code configuration}. */
  static Metatype of(String configuration)
      throws IOException, ParserConfigurationException, SAXException {
    String name = "OSGI-INF/metatype/" + configuration + ".xml";
    try (InputStream in = Metatype.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no bundle has " + name);
      }
      return new Metatype(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in));
    }
  }

  /** The PID that it is for, or the factory PID. */
  String pid() {
    Element designate = (Element) document.getElementsByTagName("Designate").item(0);
    return designate.getAttribute("pid") + designate.getAttribute("factoryPid");
  }

  /** By the property's name. */
  Map<String, Property> properties() {
    NodeList attributes = document.getElementsByTagName("AD");
    Map<String, Property> properties = new TreeMap<>();
    for (int i = 0; i < attributes.getLength(); i++) {
      Element attribute = (Element) attributes.item(i);
      properties.put(
          attribute.getAttribute("id"),
          new Property(attribute.getAttribute("type"), attribute.getAttribute("default")));
    }
    return properties;
  }
}
