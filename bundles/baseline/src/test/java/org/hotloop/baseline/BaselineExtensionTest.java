package org.hotloop.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs classes that leave something behind, with the extension found as the build finds it. */
class BaselineExtensionTest {

  private static final List<AutoCloseable> LEFT = new ArrayList<>();

  @AfterEach
  void clear() throws Exception {
    for (AutoCloseable left : LEFT) {
      left.close();
    }
    LEFT.clear();
  }

  @Test
  @DisplayName("what a class leaves fails it, each thing by its kind and name")
  void namesWhatIsLeft() {
    List<String> failures = failuresOf(LeavingTest.class);
    assertEquals(1, failures.size(), failures::toString);
    String failure = failures.get(0);
    assertTrue(failure.startsWith("left behind: "), failure);
    assertTrue(failure.contains("thread hotloop-left"), failure);
    assertTrue(failure.contains("descriptor pipe:["), failure);
    assertTrue(failure.contains("temporary file left"), failure);
  }

  @Test
  @DisplayName("what ends a moment later, or is the class's own to remove, is awaited")
  void awaitsWhatEnds() {
    assertEquals(List.of(), failuresOf(CleaningTest.class));
  }

  @Test
  @DisplayName("a baseline holds what was there before against nobody")
  void forgivesWhatWasThere() throws IOException {
    LEFT.add(Pipe.open().source());
    Baseline.ofDescriptors().awaitRestored(Duration.ZERO);
  }

  private static List<String> failuresOf(Class<?> tests) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(tests))
            .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
            .configurationParameter(BaselineExtension.PATIENCE_MILLIS, "200")
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    return summary.getSummary().getFailures().stream()
        .map(failure -> failure.getException().getMessage())
        .toList();
  }

  private static void startThread(Runnable body) {
    Thread thread = new Thread(body, "hotloop-left");
    thread.setDaemon(true);
    thread.start();
  }

  /** Leaves one thing of each kind. */
  static final class LeavingTest {

    @Test
    void leaves() throws Exception {
      CountDownLatch end = new CountDownLatch(1);
      LEFT.add(end::countDown);
      startThread(() -> await(end));
      Pipe pipe = Pipe.open();
      LEFT.add(pipe.source());
      LEFT.add(pipe.sink());
      Path file = Files.createTempFile("left", "");
      LEFT.add(() -> Files.delete(file));
    }

    private static void await(CountDownLatch end) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Has a folder of JUnit's, something to close at the end, and a thread that ends by itself. */
  static final class CleaningTest {

    @TempDir static Path folder;
    private static Pipe pipe;

    @AfterAll
    static void closePipe() throws IOException {
      pipe.source().close();
      pipe.sink().close();
      startThread(() -> {});
    }

    @Nested
    final class InnerTest {
      @Test
      void opens() throws IOException {
        Files.createFile(folder.resolve("file"));
        pipe = Pipe.open();
      }
    }
  }
}
