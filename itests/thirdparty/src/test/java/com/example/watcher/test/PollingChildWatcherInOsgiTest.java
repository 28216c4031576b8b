package com.example.watcher.test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The same contract in a framework, with the bundles as they are deployed. */
class PollingChildWatcherInOsgiTest {

  private static final List<String> DECLARATIVE_SERVICES =
      List.of(
          "org.osgi.util.function",
          "org.osgi.util.promise",
          "org.osgi.service.component",
          "org.apache.felix.scr");

  private static final List<String> HOTLOOP =
      List.of(
          "org.objectweb.asm",
          "org.hotloop.jffi",
          "org.hotloop.api",
          "org.hotloop.posix",
          "org.hotloop.loop");

  private static final List<String> TCK =
      List.of(
          "org.hotloop.tck",
          "org.hotloop.baseline",
          "org.opentest4j",
          "org.hamcrest",
          "org.awaitility",
          "junit-platform-commons",
          "junit-platform-engine",
          "junit-platform-launcher",
          "junit-jupiter-api",
          "junit-jupiter-params",
          "junit-jupiter-engine");

  private static final List<String> OURS =
      List.of("com.example.watcher", "com.example.watcher.test");

  @TempDir private Path storage;

  @Test
  @DisplayName("in OSGi the watcher is offered to the election, and passes the contract")
  void passesTheContractInAFramework() throws Exception {
    FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
    Framework framework =
        factory.newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
    framework.start();
    try {
      BundleContext context = framework.getBundleContext();
      for (List<String> bundles : List.of(DECLARATIVE_SERVICES, HOTLOOP, TCK, OURS)) {
        install(context, bundles);
      }
      for (Bundle bundle : context.getBundles()) {
        bundle.start();
      }
      await().until(() -> isOffered(context));
      assertEquals(List.of(), runTheContract(context));
    } finally {
      framework.stop();
      framework.waitForStop(10_000);
    }
  }

  private static void install(BundleContext context, List<String> names) throws Exception {
    for (String name : names) {
      context.installBundle("reference:" + ClassPathBundles.location(name));
    }
  }

  /** All, since another copy of the interface is on the class path that the framework sees. */
  private static boolean isOffered(BundleContext context) throws Exception {
    return context.getAllServiceReferences(
            "org.hotloop.child.ChildWatcher", "(hotloop.watcher=polling)")
        != null;
  }

  /** By name, since the framework's classes are not those that this test was loaded with. */
  private static Object runTheContract(BundleContext context) throws Exception {
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getSymbolicName().equals("com.example.watcher.test")) {
        Class<?> run = bundle.loadClass(ContractRun.class.getName());
        return ((Callable<?>) run.getConstructor().newInstance()).call();
      }
    }
    throw new AssertionError("the tests are not installed");
  }
}
