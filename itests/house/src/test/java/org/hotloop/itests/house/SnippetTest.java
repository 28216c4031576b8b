package org.hotloop.itests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page shows as somebody's code is code that is built and run. */
class SnippetTest {

  @Test
  void theTcksExampleIsTheThirdPartysTest() {
    assertShows(
        "bundles/tck/README.md",
        "# org.hotloop.tck",
        "itests/thirdparty/src/test/java/com/example/watcher/test/PollingChildWatcherTest.java");
  }

  @Test
  void theReadmesConnectionsAreThoseOfTheContracts() {
    assertShows(
        "README.md",
        "## Connections",
        "bundles/tck/src/main/java/org/hotloop/tck/EventLoopStreamContract.java",
        "bundles/tck/src/main/java/org/hotloop/tck/EventLoopStartTlsContract.java");
  }

  @Test
  void theReadmesPoliciesAreThoseOfATestAndOfTheDemo() {
    assertShows(
        "README.md",
        "## A policy of your own",
        "bundles/loop/src/test/java/org/hotloop/loop/MyEventLoopPolicy.java",
        "bundles/loop/src/test/java/org/hotloop/loop/MyEventLoopPolicyTest.java",
        "bundles/demo/src/main/java/org/hotloop/demo/internal/DemoPolicy.java");
  }

  /** The Java of the section below {@code heading}, a block from each of {@code sources}. */
  private static void assertShows(String page, String heading, String... sources) {
    List<String> blocks = Document.of(page).section(heading).blocks("java");
    assertEquals(sources.length, blocks.size(), () -> "blocks of Java below " + heading);
    for (int i = 0; i < sources.length; i++) {
      String block = blocks.get(i);
      assertTrue(
          Document.of(sources[i]).contains(block), "not in %s:%n%s".formatted(sources[i], block));
    }
  }
}
