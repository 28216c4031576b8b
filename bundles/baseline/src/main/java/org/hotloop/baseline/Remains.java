package org.hotloop.baseline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of things that are left behind. */
enum Remains {
  /** Ours only: the JDK starts and ends its own as it likes. */
  THREAD {
    @Override
    List<String> names() {
      return Thread.getAllStackTraces().keySet().stream()
          .map(Thread::getName)
          .filter(name -> name.startsWith("hotloop-"))
          .toList();
    }
  },

  /**
   * By what it links to, and only where that is no file: a pipe, a socket, an epoll, a pidfd. A
   * class loader opens a jar, and the JDK a device, whenever it needs one, and keeps it.
   */
  DESCRIPTOR {
    @Override
    List<String> names() {
      return list(Path.of("/proc/self/fd")).stream()
          .flatMap(descriptor -> target(descriptor).stream())
          .filter(target -> !target.startsWith("/"))
          .toList();
    }
  },

  /** By pid. */
  ZOMBIE {
    @Override
    List<String> names() {
      return Zombies.now().stream().map(pid -> Long.toString(pid)).toList();
    }
  },

  TEMPORARY_FILE {
    @Override
    List<String> names() {
      return list(Path.of(System.getProperty("java.io.tmpdir"))).stream()
          .map(file -> file.getFileName().toString())
          .toList();
    }
  };

  /** The names of those that are there now; not unique. */
  abstract List<String> names();

  /** "temporary file". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Empty where it was closed since it was listed, as the listing's own is. */
  private static Optional<String> target(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor).toString());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
