package org.hotloop.posix.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Test;

class LibcTest {

  private static final int MANY = 6;

  @Test
  void aFunctionOfManyArgumentsHasAPointerAmongThem() {
    // else jnr-ffi passes a wrong sixth argument
    for (Method function : Libc.class.getMethods()) {
      List<Class<?>> arguments = List.of(function.getParameterTypes());
      assertTrue(arguments.size() < MANY || arguments.contains(Pointer.class), function.toString());
    }
    assertTrue(
        Stream.of(Libc.class.getMethods()).anyMatch(f -> f.getParameterCount() >= MANY),
        "posix_spawn has six");
  }
}
