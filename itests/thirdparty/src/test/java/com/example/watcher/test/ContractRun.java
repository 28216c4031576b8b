package com.example.watcher.test;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the contract where it is loaded: inside the framework. Answers the failures. */
public final class ContractRun implements Callable<List<String>> {

  @Override
  public List<String> call() {
    Thread thread = Thread.currentThread();
    ClassLoader outside = thread.getContextClassLoader();
    // JUnit looks for extensions of its own there, and would find those of another JUnit.
    thread.setContextClassLoader(ContractRun.class.getClassLoader());
    try {
      return failures(run());
    } finally {
      thread.setContextClassLoader(outside);
    }
  }

  private static TestExecutionSummary run() {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(PollingChildWatcherTest.class))
            // JVMs of their own have no framework: they show here what they showed outside
            .filters(TagFilter.excludeTags("other-jvm"))
            .build();
    // Nothing is looked up by ServiceLoader: an OSGi framework has none.
    LauncherConfig jupiter =
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .addTestEngines(new JupiterTestEngine())
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create(jupiter).execute(request, summary);
    return summary.getSummary();
  }

  private static List<String> failures(TestExecutionSummary summary) {
    if (summary.getTestsSucceededCount() == 0) {
      return List.of("no test has run");
    }
    return summary.getFailures().stream()
        .map(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
        .toList();
  }
}
