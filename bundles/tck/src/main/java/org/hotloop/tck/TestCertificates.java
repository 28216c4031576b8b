package org.hotloop.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates that sign themselves, made anew by the JDK's keytool for each JVM: one that lies
 * somewhere expires. One is for localhost and 127.0.0.1, another for other.example.
 */
public final class TestCertificates {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private static TestCertificates made;

  private final KeyStore localhost;
  private final KeyStore other;

  private TestCertificates(KeyStore localhost, KeyStore other) {
    this.localhost = localhost;
    this.other = other;
  }

  /** Made once. Keys of TLS 1.3 are renewed early, so that tests see it. */
  public static synchronized TestCertificates get() throws Exception {
    if (made == null) {
      Security.setProperty("jdk.tls.keyLimits", "AES/GCM/NoPadding KeyUpdate 2^18");
      made = make();
    }
    return made;
  }

  /** The key of localhost, in a store with the password {@code changeit}. */
  public KeyStore localhost() {
    return localhost;
  }

  /** With the key of localhost, and no trust. */
  public SSLContext server() throws Exception {
    return context(keys(localhost), new TrustManager[0]);
  }

  /** With the key of other.example, and no trust. */
  public SSLContext otherServer() throws Exception {
    return context(keys(other), new TrustManager[0]);
  }

  /** With the key of localhost, and trust in that of other.example. */
  public SSLContext serverThatTrusts() throws Exception {
    return context(keys(localhost), trust(other));
  }

  /** Without a key, and with trust in both. */
  public SSLContext client() throws Exception {
    return context(null, trust(localhost, other));
  }

  /** With the key of other.example, and trust in localhost. */
  public SSLContext clientWithKey() throws Exception {
    return context(keys(other), trust(localhost));
  }

  /** Without a key, and with trust in other.example only. */
  public SSLContext stranger() throws Exception {
    return context(null, trust(other));
  }

  private static SSLContext context(KeyManager[] keysOrNull, TrustManager[] trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keysOrNull, trust, null);
    return context;
  }

  private static KeyManager[] keys(KeyStore store) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    return factory.getKeyManagers();
  }

  /** In the certificates of these. */
  static TrustManager[] trust(KeyStore... stores) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (KeyStore store : stores) {
      trusted.setCertificateEntry("trusted-" + trusted.size(), store.getCertificate("key"));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static TestCertificates make() throws Exception {
    Path folder = Files.createTempDirectory("certificates");
    Path localhost = folder.resolve("localhost.p12");
    Path other = folder.resolve("other.p12");
    try {
      List<Process> keytools = new ArrayList<>();
      keytools.add(keytool(localhost, "CN=localhost", "san=dns:localhost,ip:127.0.0.1"));
      keytools.add(keytool(other, "CN=other.example", "san=dns:other.example"));
      for (Process keytool : keytools) {
        String output = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
          throw new IOException("keytool failed: " + output);
        }
      }
      return new TestCertificates(load(localhost), load(other));
    } finally {
      Files.deleteIfExists(localhost);
      Files.deleteIfExists(other);
      Files.delete(folder);
    }
  }

  private static Process keytool(Path store, String name, String alternativeNames)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", "key", "-keyalg", "EC", "-validity", "2"));
    command.addAll(List.of("-dname", name, "-ext", alternativeNames));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
    command.addAll(List.of("-keystore", store.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static KeyStore load(Path store) throws Exception {
    return KeyStore.getInstance(store.toFile(), PASSWORD);
  }
}
