package org.hotloop.posix.internal;

import com.kenai.jffi.Library;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import org.hotloop.posix.PosixUnavailableException;

/**
 * The C library, bound twice: by jnr-posix where that serves, and by {@link Libc}. Each call keeps
 * its errno for the calling thread.
 */
record NativeLibrary(Libc libc, POSIX posix, Runtime runtime) {

  private static final String LIBC = "libc.so.6";
  private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

  /**
   * Loads and binds; slow.
   *
   * @throws PosixUnavailableException when that fails, with the cause and the way out. What failed
   *     in jffi stays failed for its class loader.
   */
  static NativeLibrary load() {
    requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
    try {
      requireSymbols(Library.getCachedInstance(LIBC, Library.LAZY));
      return bind();
    } catch (LinkageError | RuntimeException e) {
      throw e instanceof PosixUnavailableException known ? known : notLoadable(e);
    }
  }

  /** The error of this thread's last call; ask right after it. */
  int errno() {
    return posix.errno();
  }

  /** Zeroed memory outside the heap, freed with the pointer's object. */
  Pointer allocate(int bytes) {
    return runtime.getMemoryManager().allocateDirect(bytes, true);
  }

  /** Where a function of the C library lies. */
  long address(String function) {
    return Library.getCachedInstance(LIBC, Library.LAZY).getSymbolAddress(function);
  }

  static void requirePlatform(String os, String architecture) {
    if (!os.equals("Linux") || !ARCHITECTURES.contains(architecture)) {
      throw new PosixUnavailableException(
          "the native layer runs on Linux on x86_64 and aarch64 only; this is %s on %s"
              .formatted(os, architecture),
          null);
    }
  }

  private static void requireSymbols(Library library) {
    if (library == null) {
      throw new PosixUnavailableException(
          "%s cannot be opened (%s): the native layer needs glibc 2.34 or newer"
              .formatted(LIBC, Library.getLastError()),
          null);
    }
    String missing =
        Stream.of(Libc.class.getMethods())
            .map(Method::getName)
            .filter(name -> library.getSymbolAddress(name) == 0)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new PosixUnavailableException(
          "%s lacks %s: the native layer needs glibc 2.34 or newer".formatted(LIBC, missing), null);
    }
  }

  private static NativeLibrary bind() {
    POSIX posix = POSIXFactory.getNativePOSIX();
    if (!posix.isNative()) {
      throw new PosixUnavailableException(
          "jnr-posix fell back to its imitation in pure Java, which cannot wait for children:"
              + " refresh the bundle org.hotloop.jffi, or put it on the class path without another"
              + " jnr beside it",
          null);
    }
    Libc libc = LibraryLoader.create(Libc.class).load(LIBC);
    return new NativeLibrary(libc, posix, Runtime.getRuntime(libc));
  }

  private static PosixUnavailableException notLoadable(Throwable cause) {
    return new PosixUnavailableException(
        "jffi cannot load its native library (%s): let java.io.tmpdir or jffi.extract.dir name a"
                .formatted(firstLine(cause))
            + " folder that can be written to and is not mounted noexec. It is tried once for each"
            + " class loader: restart the JVM, or in OSGi refresh the bundle org.hotloop.jffi.",
        cause);
  }

  private static String firstLine(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    return text.lines().findFirst().orElseGet(() -> cause.getClass().getName());
  }
}
