package org.hotloop.itests.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a page shows as somebody's code is code that is built and run. */
class SnippetTest {

  @Test
  void theTcksFirstExampleIsTheThirdPartysTest() {
    String snippet = Document.of("bundles/tck/README.md").firstBlock("java");
    Document source =
        Document.of(
            "itests/thirdparty/src/test/java/com/example/watcher/test/PollingChildWatcherTest.java");
    assertTrue(String.join("\n", source.lines()).contains(snippet), snippet);
  }

  @Test
  void theReadmesEchoServerIsThatOfTheStreamContract() {
    String snippet = Document.of("README.md").firstBlockBelow("## Connections", "java");
    Document source =
        Document.of("bundles/tck/src/main/java/org/hotloop/tck/EventLoopStreamContract.java");
    assertTrue(
        String.join("\n", source.lines()).contains(snippet.indent(2).stripTrailing()), snippet);
  }

  @Test
  void theReadmesTlsClientIsThatOfTheStartTlsContract() {
    String snippet = Document.of("README.md").firstBlockBelow("### TLS", "java");
    Document source =
        Document.of("bundles/tck/src/main/java/org/hotloop/tck/EventLoopStartTlsContract.java");
    assertTrue(
        String.join("\n", source.lines()).contains(snippet.indent(2).stripTrailing()), snippet);
  }
}
