package org.hotloop.itests.felix;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;

import java.util.List;
import java.util.stream.Stream;
import org.hotloop.itests.shared.ClassPathBundles;
import org.ops4j.pax.exam.Option;

/** What a container has, in words. All of it comes from the class path of the tests. */
final class Provisioning {

  static final List<String> DECLARATIVE_SERVICES =
      List.of(
          "org.osgi.service.log",
          "org.osgi.util.function",
          "org.osgi.util.promise",
          "org.osgi.service.component",
          "org.apache.felix.configadmin",
          "org.apache.felix.metatype",
          "org.apache.felix.eventadmin",
          "org.apache.felix.scr");

  static final List<String> HOTLOOP_CORE =
      List.of(
          "org.objectweb.asm",
          "org.hotloop.jffi",
          "org.hotloop.api",
          "org.hotloop.posix",
          "org.hotloop.loop",
          "org.hotloop.runtime");

  /** Every watcher that the module depends on. */
  static final List<String> WATCHERS = ClassPathBundles.namesBelow("org.hotloop.watcher.");

  private Provisioning() {}

  /** What the Karaf feature {@code hotloop} has, but for shell and watcher. */
  static Option hotloopCore() {
    return composite(bundles(DECLARATIVE_SERVICES), bundles(HOTLOOP_CORE));
  }

  static Option proactor() {
    return bundles("org.hotloop.loop.proactor");
  }

  /** These, by the names that they have in elections. */
  static Option watchers(String... names) {
    return bundles(Stream.of(names).map(name -> "org.hotloop.watcher." + name).toList());
  }

  static Option everyWatcher() {
    return bundles(WATCHERS);
  }

  static Option shell() {
    return bundles(
        "org.apache.felix.gogo.runtime", "org.apache.felix.gogo.command", "org.hotloop.shell");
  }

  static Option demo() {
    return bundles("org.hotloop.demo");
  }

  static Option client() {
    return bundles("org.hotloop.itests.client");
  }

  /** What the tests themselves need inside. */
  static Option testing() {
    return composite(
        junitBundles(), frameworkProperty("org.osgi.framework.storage.clean").value("onFirstInit"));
  }

  private static Option bundles(String... symbolicNames) {
    return bundles(List.of(symbolicNames));
  }

  private static Option bundles(List<String> symbolicNames) {
    return composite(
        symbolicNames.stream()
            .map(name -> bundle("reference:" + ClassPathBundles.location(name)))
            .toArray(Option[]::new));
  }
}
