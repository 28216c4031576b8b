package org.hotloop.itests.felix;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.hotloop.itests.shared.ClassPathBundles;
import org.hotloop.itests.shared.Conditions;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

/**
 * A Felix with Hotloop in a JVM of its own, for what is probed once in a JVM's life: prints what
 * its operator sees.
 */
public final class StatusProgram {

  private static final List<String> SHELL =
      List.of(
          "org.apache.felix.gogo.runtime", "org.apache.felix.gogo.command", "org.hotloop.shell");

  private StatusProgram() {}

  /** With the framework's folder. */
  public static void main(String[] arguments) throws Exception {
    Framework framework =
        new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", arguments[0]));
    framework.start();
    start(framework.getBundleContext());
    printStatus(framework.getBundleContext());
    framework.stop();
    framework.waitForStop(0);
  }

  private static void start(BundleContext context) throws Exception {
    List<Bundle> bundles = new ArrayList<>();
    for (List<String> names :
        List.of(
            Provisioning.DECLARATIVE_SERVICES,
            Provisioning.HOTLOOP_CORE,
            Provisioning.WATCHERS,
            SHELL)) {
      for (String name : names) {
        bundles.add(context.installBundle("reference:" + ClassPathBundles.location(name)));
      }
    }
    for (Bundle bundle : bundles) {
      bundle.start();
    }
  }

  /** Gogo's classes are its bundle's here, so it is asked by name. */
  private static void printStatus(BundleContext context) throws Exception {
    Conditions.await(
        "the commands",
        () -> context.getAllServiceReferences(null, "(osgi.command.scope=hotloop)") != null);
    Object processor =
        context.getService(
            context
                .getAllServiceReferences("org.apache.felix.service.command.CommandProcessor", null)[
                0]);
    Object session =
        processor
            .getClass()
            .getMethod("createSession", InputStream.class, OutputStream.class, OutputStream.class)
            .invoke(processor, new ByteArrayInputStream(new byte[0]), System.out, System.out);
    System.out.println(
        session
            .getClass()
            .getMethod("execute", CharSequence.class)
            .invoke(session, "hotloop:status"));
  }
}
