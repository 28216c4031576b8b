package org.hotloop.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.EventLoops;
import org.hotloop.NoEventLoopPolicyException;
import org.hotloop.child.ChildWatcher;
import org.hotloop.posix.Posix;
import org.hotloop.tck.RecordingWatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A process with more than one copy of the API package, as servers with a class loader for each
 * application have it. The compiler keeps the copies apart; these tests go around it.
 */
class ApiCopiesTest {

  private static final URL API = locationOf(EventLoop.class);
  private static final URL[] ALL = {
    API, locationOf(Posix.class), locationOf(DefaultEventLoopPolicy.class)
  };

  private final URLClassLoader copies =
      new URLClassLoader(ALL, ClassLoader.getPlatformClassLoader());
  private final EventLoopPolicy before = new DefaultEventLoopPolicy();

  @BeforeEach
  void setAPolicy() {
    EventLoops.setEventLoopPolicy(before);
  }

  @AfterEach
  void restore() throws IOException {
    EventLoops.setEventLoopPolicy(null);
    copies.close();
  }

  @Test
  @DisplayName("P3 another copy's policy is refused by reflection, handle and raw type; ours stays")
  void refusesAnothersPolicy() throws Exception {
    Object another = copyOf(DefaultEventLoopPolicy.class).getConstructor().newInstance();
    Method setter = EventLoops.class.getMethod("setEventLoopPolicy", EventLoopPolicy.class);
    MethodHandle handle = MethodHandles.lookup().unreflect(setter);

    assertThrows(IllegalArgumentException.class, () -> setter.invoke(null, another));
    assertThrows(ClassCastException.class, () -> handle.invoke(another));
    assertThrows(
        ClassCastException.class, () -> raw(EventLoops::setEventLoopPolicy).accept(another));

    assertSame(before, EventLoops.getEventLoopPolicy());
  }

  @Test
  @DisplayName("P3 another copy's functions refuse our policy, and have their own")
  void keepsTheCopiesApart() throws Exception {
    Class<?> functions = copyOf(EventLoops.class);
    Method setter = functions.getMethod("setEventLoopPolicy", copyOf(EventLoopPolicy.class));

    assertThrows(IllegalArgumentException.class, () -> setter.invoke(null, before));

    Object theirs = functions.getMethod("getEventLoopPolicy").invoke(null);
    assertNotSame(DefaultEventLoopPolicy.class, theirs.getClass());
    assertEquals(DefaultEventLoopPolicy.class.getName(), theirs.getClass().getName());
  }

  @Test
  @DisplayName("P25 another copy's watcher is refused, and the one before is kept open")
  void refusesAnothersWatcher() throws Exception {
    Object another = copyOf(RecordingWatcher.class, locationOf(RecordingWatcher.class));
    RecordingWatcher ours = new RecordingWatcher();
    EventLoops.setChildWatcher(ours);
    for (Class<?> door : List.of(EventLoops.class, EventLoopPolicy.class)) {
      Method setter = door.getMethod("setChildWatcher", ChildWatcher.class);
      assertThrows(IllegalArgumentException.class, () -> setter.invoke(before, another));
    }
    assertThrows(ClassCastException.class, () -> raw(EventLoops::setChildWatcher).accept(another));
    assertThrows(ClassCastException.class, () -> raw(before::setChildWatcher).accept(another));

    assertSame(ours, EventLoops.getChildWatcher());
    assertEquals(0, ours.closes());
  }

  @Test
  @DisplayName("P3 a class path whose provider stands on another copy: the error says which loader")
  void namesTheLoaderOfTheWrongCopy() throws Exception {
    try (ApiFirst ownApi = new ApiFirst(copies)) {
      Method getter = ownApi.loadClass(EventLoops.class.getName()).getMethod("getEventLoopPolicy");

      Throwable thrown =
          assertThrows(InvocationTargetException.class, () -> getter.invoke(null)).getCause();

      assertEquals(NoEventLoopPolicyException.class.getName(), thrown.getClass().getName());
      String message = thrown.getMessage();
      assertTrue(message.contains("DefaultEventLoopPolicy not a subtype"), message);
      assertTrue(message.contains("loaded by " + ownApi), message);
    }
  }

  private Class<?> copyOf(Class<?> type) throws ClassNotFoundException {
    return copies.loadClass(type.getName());
  }

  /** A new object of a copy of {@code type} that stands on the copies. */
  private Object copyOf(Class<?> type, URL location) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {location}, copies)) {
      return loader.loadClass(type.getName()).getConstructor().newInstance();
    }
  }

  /** As a caller sees it who takes no heed of the compiler's warnings. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> Consumer<Object> raw(Consumer<T> typed) {
    return (Consumer) typed;
  }

  private static URL locationOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** An application's loader with an API package of its own, before that of its server. */
  private static final class ApiFirst extends URLClassLoader {

    ApiFirst(ClassLoader server) {
      super(new URL[] {API}, server);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : loadOwnFirst(name, resolve);
      }
    }

    private Class<?> loadOwnFirst(String name, boolean resolve) throws ClassNotFoundException {
      try {
        return findClass(name);
      } catch (ClassNotFoundException notOfTheApi) {
        return super.loadClass(name, resolve);
      }
    }
  }
}
