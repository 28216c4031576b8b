package org.hotloop.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class paths that offer more, or less, than they should. */
class ClassPathProvidersTest {

  @TempDir Path classPath;

  @Test
  @DisplayName("P3 providers that cannot be used are passed over: the first one that can is taken")
  void passesOverWhatCannotBeUsed() throws IOException {
    offer(Stranger.class.getName(), "no.such.Type", Failing.class.getName(), Good.class.getName());

    assertInstanceOf(Good.class, first());
  }

  @Test
  @DisplayName("P3 P27 where none can be used, the error names each, its fault, and our loader")
  void namesWhatCannotBeUsed() throws IOException {
    offer(Stranger.class.getName(), Failing.class.getName());

    String message = assertThrows(NoneException.class, this::first).getMessage();

    assertTrue(message.contains(Stranger.class.getName() + " not a subtype"), message);
    assertTrue(message.contains("loaded by " + Role.class.getClassLoader()), message);
    assertTrue(
        message.contains("could not be instantiated: java.lang.IllegalStateException: a test's"),
        message);
  }

  @Test
  @DisplayName("P27 where none is offered, the error says so")
  void saysThatThereIsNone() {
    assertEquals(
        "the class path has none", assertThrows(NoneException.class, this::first).getMessage());
  }

  private Role first() throws MalformedURLException {
    URL[] urls = {classPath.toUri().toURL()};
    ClassLoader loader = new URLClassLoader(urls, Role.class.getClassLoader());
    return ClassPathProviders.first(Role.class, loader, NoneException::new);
  }

  private void offer(String... providers) throws IOException {
    Path services = Files.createDirectories(classPath.resolve("META-INF/services"));
    Files.write(services.resolve(Role.class.getName()), List.of(providers));
  }

  /** What is provided. */
  public interface Role {}

  /** Is none. */
  public static final class Stranger {}

  /** Can be used. */
  public static final class Good implements Role {}

  /** Cannot be made. */
  public static final class Failing implements Role {

    /** Fails. */
    public Failing() {
      throw new IllegalStateException("a test's broken provider");
    }
  }

  private static final class NoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoneException(String reason) {
      super(reason);
    }
  }
}
