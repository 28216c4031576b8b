package org.hotloop.itests.bench.internal.jvm;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hotloop.itests.embedded.EmbeddedFelix;

/**
 * The main class of the peers that are in Felix: takes a way to start children, the names of a
 * policy and a watcher, then a workload and keys. That watcher's bundle is the only one of its
 * kind.
 */
public final class FelixPeer {

  /** The framework property with the way to start children. */
  static final String WAY = "bench.way";

  /** The framework property with the policy's name. */
  static final String POLICY = "bench.policy";

  /** The service property of what runs inside. */
  static final String INSIDE = "hotloop.bench";

  private static final String WATCHERS = "org.hotloop.watcher.";
  private static final List<String> NEEDED =
      List.of("org.hotloop.", "org.apache.felix.", "org.osgi.", "org.objectweb.asm");
  private static final int HEAD = 3;

  private FelixPeer() {}

  /** Exits as {@link Orders} says. */
  public static void main(String[] arguments) {
    int end;
    try {
      end = run(List.of(arguments));
    } catch (Exception failure) {
      failure.printStackTrace();
      end = Orders.FAILED;
    }
    System.exit(end);
  }

  @SuppressWarnings("resource")
  private static int run(List<String> words) throws Exception {
    // not closed: what there was to do is done, and the end of the process is the framework's, too
    EmbeddedFelix felix =
        EmbeddedFelix.start(
            Files.createTempDirectory("bench-felix"),
            Map.of(WAY, words.get(0), POLICY, words.get(1)),
            bundle -> isWanted(bundle, WATCHERS + words.get(2)));
    return inside(felix).apply(words.subList(HEAD, words.size()));
  }

  /** Not the peers of others, nor other watchers. */
  private static boolean isWanted(String bundle, String watcher) {
    return bundle.startsWith(WATCHERS)
        ? bundle.equals(watcher)
        : NEEDED.stream().anyMatch(bundle::startsWith);
  }

  @SuppressWarnings("unchecked")
  private static Function<List<String>, Integer> inside(EmbeddedFelix felix) throws Exception {
    return (Function<List<String>, Integer>) felix.find(INSIDE);
  }
}
