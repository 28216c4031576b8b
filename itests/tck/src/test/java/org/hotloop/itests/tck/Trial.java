package org.hotloop.itests.tck;

import java.util.ArrayList;
import java.util.List;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.itests.tck.watcher.EintrTakenForAnExit;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.ChildWatcherContract;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs one test of a contract against something that is broken, through the JUnit Platform as any
 * build does, and keeps what it said.
 */
final class Trial implements TestExecutionListener {

  /** The verdict of a test that needs what is not here. */
  static final String SKIPPED = "[ABORTED]";

  private static Class<? extends ChildWatcher> accused;

  private final List<String> verdicts = new ArrayList<>();

  private Trial() {}

  /**
   * What a test of the watchers' contract says of {@code watcher}.
   *
   * @param test a method's name, with the types of its parameters in parentheses
   */
  static String ofWatcher(Class<? extends ChildWatcher> watcher, String test) {
    accused = watcher;
    return of(watcher == EintrTakenForAnExit.class ? Interrupted.class : Accused.class, test);
  }

  /**
   * "failed: " and with what, or how it ended without a failure; of a parameterized test the first
   * failure.
   */
  static String of(Class<?> contract, String test) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectMethod(contract.getName() + "#" + test))
            .build();
    Trial trial = new Trial();
    LauncherFactory.create().execute(request, trial);
    return trial.verdicts.stream()
        .filter(verdict -> verdict.startsWith("failed"))
        .findFirst()
        .orElseGet(trial.verdicts::toString);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean failed = result.getStatus() == Status.FAILED;
    if (failed || test.isTest()) {
      verdicts.add(
          failed ? "failed: " + result.getThrowable().orElseThrow() : result.getStatus().name());
    }
  }

  /** The contract's subclass for whatever is accused in this JVM. */
  static final class Accused extends ChildWatcherContract {

    @Override
    protected ChildWatcher newWatcher() {
      try {
        return accused.getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected EventLoop newEventLoop() {
      return new SelectorEventLoop();
    }
  }

  /** For a test that makes its watcher in another JVM, which knows of no accused. */
  static final class Interrupted extends ChildWatcherContract {

    @Override
    protected ChildWatcher newWatcher() {
      return new EintrTakenForAnExit();
    }

    @Override
    protected EventLoop newEventLoop() {
      return new SelectorEventLoop();
    }
  }
}
