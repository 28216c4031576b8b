package org.hotloop.itests.karaf;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.util.Arrays;
import org.hotloop.itests.shared.ClassPathBundles;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.KarafDistributionOption;

/** What a container has, in words. */
final class KarafOptions {

  private static final String KARAF = System.getProperty("exam.karaf.version");
  private static final String HOTLOOP = System.getProperty("exam.hotloop.version");
  private static final String MAVEN = "etc/org.ops4j.pax.url.mvn.cfg";

  /** What the distribution boots with. */
  private static final String OWN_FEATURES =
      "instance,package,log,ssh,framework,system,eventadmin,feature,shell,management,service,jaas,"
          + "deployer,diagnostic,wrap,bundle,config,kar";

  private KarafOptions() {}

  /**
   * Karaf as it is unpacked, but silent, and with nothing to download from, and then features of
   * ours.
   */
  static Option karaf(String... features) {
    return composite(
        features.length == 0 ? composite() : hotloopFeatures(),
        bootInStages(features),
        karafDistributionConfiguration()
            .frameworkUrl(new File(System.getProperty("exam.karaf")).toURI().toString())
            .karafVersion(KARAF)
            .unpackDirectory(new File("target/exam"))
            .useDeployFolder(false),
        keepRuntimeFolder(),
        configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
        editConfigurationFilePut(
            MAVEN, "org.ops4j.pax.url.mvn.localRepository", System.getProperty("exam.repository")),
        editConfigurationFilePut(MAVEN, "org.ops4j.pax.url.mvn.repositories", ""),
        jvmAsInBinKaraf());
  }

  /** Makes our features known. */
  private static Option hotloopFeatures() {
    return KarafDistributionOption.features(
        CoreOptions.maven("org.hotloop", "org.hotloop.features", HOTLOOP)
            .type("xml")
            .classifier("features"));
  }

  /**
   * What stands in parentheses is installed and started before the rest begins. Pax Exam puts its
   * own feature behind it: else the tests could begin in a Karaf that has no shell yet.
   */
  private static Option bootInStages(String... features) {
    String ours = features.length == 0 ? "" : ",(" + String.join(",", features) + ")";
    return editConfigurationFilePut(
        "etc/org.apache.karaf.features.cfg", "featuresBoot", "(" + OWN_FEATURES + ")" + ours);
  }

  static Option client() {
    return bundles("org.hotloop.itests.client");
  }

  /** The options that {@code bin/karaf} gives to a JVM after 8. */
  private static Option jvmAsInBinKaraf() {
    return vmOptions(
        "--add-reads=java.xml=java.logging",
        "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
        "--patch-module",
        "java.base=lib/endorsed/org.apache.karaf.specs.locator-" + KARAF + ".jar",
        "--patch-module",
        "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + KARAF + ".jar",
        "--add-opens=java.base/java.security=ALL-UNNAMED",
        "--add-opens=java.base/java.net=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
        "--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
        "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
        "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
        "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
        "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
        "--add-exports=java.base/sun.net.www.content.text=ALL-UNNAMED",
        "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
        "-classpath",
        "lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*");
  }

  private static Option bundles(String... symbolicNames) {
    Option[] bundles = new Option[symbolicNames.length];
    Arrays.setAll(bundles, i -> bundle(ClassPathBundles.location(symbolicNames[i])));
    return composite(bundles);
  }
}
