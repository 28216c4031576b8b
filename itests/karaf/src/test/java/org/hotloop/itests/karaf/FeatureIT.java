package org.hotloop.itests.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hotloop.itests.shared.Conditions;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;

/**
 * An administrator types what the README says into a fresh Karaf. The steps build on each other, in
 * the order of their names; nothing here touches a class of Hotloop, since at first there is none.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class FeatureIT extends KarafTest {

  private static final String ADMIN = "admin";
  private static final String VIEWER = "viewer";

  @Configuration
  public Option[] configuration() {
    return CoreOptions.options(
        KarafOptions.karaf(),
        CoreOptions.systemProperty("exam.hotloop.version")
            .value(System.getProperty("exam.hotloop.version")));
  }

  @Test
  public void step1_theCoreIsInstalledWithSafe() throws Exception {
    execute(
        ADMIN,
        "feature:repo-add mvn:org.hotloop/org.hotloop.features/%s/xml/features"
            .formatted(System.getProperty("exam.hotloop.version")));
    execute(ADMIN, "feature:install hotloop");

    awaitStatus("watcher: safe (");
    assertEquals("hello\nexit 0\n", execute(ADMIN, "hotloop:exec echo hello"));
    assertTrue("no Fast yet", ours().noneMatch("org.hotloop.watcher.fast"::equals));
  }

  @Test
  public void step2_fastIsAddedAndNamed() throws Exception {
    execute(ADMIN, "feature:install hotloop-fast");

    awaitStatus("org.hotloop.watcher.fast");
    assertTrue(execute(ADMIN, "hotloop:watcher fast").contains("watcher safe -> fast"));
    assertEquals("exit 0\n", execute(ADMIN, "hotloop:exec true"));
    assertTrue(execute(ADMIN, "hotloop:watcher --auto").contains("watcher fast -> safe"));
  }

  @Test
  public void step3_withAllOfThemPidfdTakesOverAndAnyOtherCanBeNamed() throws Exception {
    execute(ADMIN, "feature:install hotloop-all");

    awaitStatus("watcher: pidfd (");
    awaitStatus("org.hotloop.watcher.threaded");
    assertTrue(execute(ADMIN, "hotloop:watcher threaded").contains("watcher pidfd -> threaded"));
    assertEquals("exit 0\n", execute(ADMIN, "hotloop:exec true"));
    assertTrue(execute(ADMIN, "hotloop:watcher --auto").contains("watcher threaded -> pidfd"));
    assertEquals("exit 0\n", execute(ADMIN, "hotloop:exec true"));
    assertTrue(execute(ADMIN, "hotloop:policy proactor").contains("policy default -> proactor"));
    assertTrue(execute(ADMIN, "hotloop:policy --auto").contains("policy proactor -> default"));
  }

  @Test
  public void step4_aViewerMayLookAndNoMore() throws Exception {
    assertTrue(execute(VIEWER, "hotloop:status").contains("watcher: pidfd ("));
    assertTrue(execute(VIEWER, "hotloop:watcher").startsWith("watcher: pidfd ("));
    assertTrue(execute(VIEWER, "hotloop:policy").startsWith("policy: default ("));

    assertHidden("hotloop:exec id");
    assertRefused("hotloop:watcher fast");
    assertRefused("hotloop:watcher --auto");
    assertRefused("hotloop:policy default");
    assertRefused("hotloop:policy --auto");
    assertTrue(execute(VIEWER, "hotloop:watcher").startsWith("watcher: pidfd ("));
  }

  @Test
  public void step5_itGoesAsItCame() throws Exception {
    execute(ADMIN, "feature:uninstall hotloop-all hotloop-fast hotloop");

    Conditions.await("no bundle is left", () -> ours().findAny().isEmpty());
    Conditions.await(
        "no thread is left",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("hotloop-")));
    assertEquals("children", 0, ProcessHandle.current().children().count());
  }

  private void assertRefused(String command) {
    Exception refused = assertThrows(Exception.class, () -> execute(VIEWER, command));
    assertTrue(refused.toString(), refused.toString().contains("Insufficient"));
  }

  /** Karaf hides a command that somebody may not use with any argument. */
  private void assertHidden(String command) {
    Exception refused = assertThrows(Exception.class, () -> execute(VIEWER, command));
    assertTrue(refused.toString(), refused.toString().contains("Command not found"));
  }

  private void awaitStatus(String part) {
    Conditions.await(
        part,
        () -> {
          try {
            return execute(ADMIN, "hotloop:status").contains(part);
          } catch (Exception notYet) {
            return false; // the command is a service of its own, and comes a moment later
          }
        });
  }

  private Stream<String> ours() {
    return Arrays.stream(context.getBundles())
        .map(Bundle::getSymbolicName)
        .filter(name -> name != null && name.startsWith("org.hotloop."))
        .filter(name -> !name.startsWith("org.hotloop.itests"));
  }
}
