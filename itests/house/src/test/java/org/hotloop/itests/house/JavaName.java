package org.hotloop.itests.house;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A method, or its overloads, by the simple name of its type: {@code EventLoop.callSoon}. */
record JavaName(String type, String method) {

  private static final List<String> PACKAGES =
      List.of(
          "org.hotloop",
          "org.hotloop.child",
          "org.hotloop.stream",
          "org.hotloop.subprocess",
          "org.hotloop.transport",
          "java.util.concurrent");

  static JavaName of(String text) {
    int dot = text.indexOf('.');
    return new JavaName(text.substring(0, dot), text.substring(dot + 1));
  }

  /** The public methods of {@code type}, inherited ones as well, but for those of any object. */
  static Stream<JavaName> methodsOf(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .map(method -> new JavaName(type.getSimpleName(), method.getName()))
        .distinct();
  }

  boolean exists() {
    return PACKAGES.stream()
        .flatMap(candidate -> classNamed(candidate + "." + type))
        .flatMap(JavaName::methodsOf)
        .anyMatch(this::equals);
  }

  private static Stream<Class<?>> classNamed(String name) {
    try {
      return Stream.of(Class.forName(name));
    } catch (ClassNotFoundException elsewhere) {
      return Stream.empty();
    }
  }

  @Override
  public String toString() {
    return type + "." + method;
  }
}
