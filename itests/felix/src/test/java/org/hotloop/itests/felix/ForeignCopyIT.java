package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.inject.Inject;
import org.hotloop.EventLoopPolicy;
import org.hotloop.dto.ElectionDTO;
import org.hotloop.dto.ProviderDTO;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.itests.felix.foreign.ForeignProviders;
import org.hotloop.itests.shared.Brood;
import org.hotloop.itests.shared.Conditions;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A bundle that embeds its own copy of the API package, and registers providers of it. */
public class ForeignCopyIT extends FelixTest {

  private static final int CHILDREN = 20;

  @Inject private ConfigurationAdmin configurations;

  private Bundle foreign;

  @Before
  public void startTheForeignBundle() throws Exception {
    foreign = context.installBundle("foreign", new ByteArrayInputStream(foreignJar()));
    foreign.start();
    assertTrue(
        "the framework gives it to us",
        context.getAllServiceReferences(EventLoopPolicy.class.getName(), "(hotloop.policy=foreign)")
            != null);
  }

  @After
  public void uninstallTheForeignBundle() throws Exception {
    foreign.uninstall();
  }

  @Test
  public void itIsNotElectedThoughItHasTheBestRanking_P3_P25() throws Exception {
    try (Brood brood = new Brood(posix, client.watcher(), CHILDREN)) {
      assertEquals("default", client.runtime().snapshot().policy.current);
      assertEquals("safe", client.runtime().snapshot().watcher.current);
      assertTrue(client.loop().isRunning());

      brood.end(0, CHILDREN);
      Conditions.await("every end is told", () -> brood.told() == CHILDREN);
      assertEquals("faults of the ledger", List.of(), brood.faults());
    }
  }

  @Test
  public void theOperatorSeesWhyAndWhatToDo_P3_P25() throws Exception {
    String status = execute("hotloop:status");
    String api = bundles.get("org.hotloop.api").getVersion().toString();
    for (String type : List.of("org.hotloop.EventLoopPolicy", "org.hotloop.child.ChildWatcher")) {
      String reason =
          "unusable: stands on another copy of the API package: its %s is loaded by bundle foreign 1.2.3; "
              .formatted(type);
      assertTrue(status, status.contains(reason));
    }
    assertTrue(
        status, status.contains("it has to import org.hotloop from bundle org.hotloop.api " + api));
    assertEquals(1, foreignOnes(client.runtime().snapshot().policy).size());
  }

  @Test
  public void namedByHandItIsRefusedAndTheOldOneStays_P3_P25() throws Exception {
    EventLoopPolicy before = client.runtime().getEventLoopPolicy();

    for (String choice : List.of("policy", "watcher")) {
      String answer = execute("hotloop:" + choice + " foreign");
      assertTrue(answer, answer.contains(choice + " stays "));
      assertTrue(answer, answer.contains(" (pinned 'foreign' stands on another copy of the API"));
    }

    assertSame(before, client.runtime().getEventLoopPolicy());
    assertTrue(client.watcher().isActive());
    for (ElectionDTO election :
        List.of(client.runtime().snapshot().policy, client.runtime().snapshot().watcher)) {
      assertTrue(election.reason, election.reason.contains("another copy of the API package"));
    }
    execute("hotloop:policy --auto");
    execute("hotloop:watcher --auto");
  }

  @Test
  public void namedByConfigurationItIsRefusedAndTheOldOneStays_P3_P25() throws Exception {
    Configuration configuration = configurations.getConfiguration("org.hotloop.runtime", "?");
    configuration.update(new Hashtable<>(Map.of("policy", "foreign", "watcher", "foreign")));
    Conditions.await("both are told", () -> reasons().stream().allMatch(r -> r.contains("copy")));

    assertEquals("default", client.runtime().snapshot().policy.current);
    assertEquals("safe", client.runtime().snapshot().watcher.current);
    for (String reason : reasons()) {
      assertTrue(reason, reason.startsWith("configured 'foreign' stands on another copy"));
    }
    configuration.delete();
    Conditions.await("none is told", () -> reasons().stream().noneMatch(r -> r.contains("copy")));
  }

  private List<String> reasons() {
    RuntimeDTO runtime = client.runtime().snapshot();
    return List.of(runtime.policy.reason, runtime.watcher.reason);
  }

  @Test
  public void whenItGoesNothingOfItIsLeft_P3() throws Exception {
    foreign.stop();
    assertEquals(List.of(), foreignOnes(client.runtime().snapshot().policy));
    assertEquals(List.of(), foreignOnes(client.runtime().snapshot().watcher));
  }

  private static List<ProviderDTO> foreignOnes(ElectionDTO election) {
    return election.providers.stream().filter(one -> one.bundle.equals("foreign")).toList();
  }

  private byte[] foreignJar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, foreignManifest())) {
      for (URL type : foreignTypes()) {
        jar.putNextEntry(new JarEntry(type.getPath().substring(1)));
        try (InputStream in = type.openStream()) {
          in.transferTo(jar);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static Manifest foreignManifest() {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", "foreign");
    attributes.putValue("Bundle-Version", "1.2.3");
    attributes.putValue("Bundle-Activator", ForeignProviders.class.getName());
    attributes.putValue("Import-Package", "org.osgi.framework");
    return manifest;
  }

  /** All of the API, and the providers, which this test's own bundle has. */
  private List<URL> foreignTypes() {
    Bundle own = FrameworkUtil.getBundle(ForeignProviders.class);
    String folder = ForeignProviders.class.getPackageName().replace('.', '/');
    List<URL> types =
        new ArrayList<>(
            Collections.list(
                bundles.get("org.hotloop.api").findEntries("org/hotloop", "*.class", true)));
    types.addAll(Collections.list(own.findEntries(folder, "*.class", false)));
    return types;
  }
}
