package org.hotloop.posix;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hotloop.subprocess.OsString;

/**
 * A spawn in the kernel's terms. Immutable.
 *
 * @param program what runs
 * @param descriptors which descriptors it has
 * @param attributes how it stands among the other processes
 */
public record SpawnRequest(Program program, DescriptorTable descriptors, Attributes attributes) {

  /** How many standard streams there are; also the first number above them. */
  public static final int STREAMS = 3;

  /** Checks that nothing is null. */
  public SpawnRequest {
    Objects.requireNonNull(program, "program");
    Objects.requireNonNull(descriptors, "descriptors");
    Objects.requireNonNull(attributes, "attributes");
  }

  /** With {@link Attributes#ORDINARY}. */
  public SpawnRequest(Program program, DescriptorTable descriptors) {
    this(program, descriptors, Attributes.ORDINARY);
  }

  /**
   * What runs.
   *
   * @param path the program's file; no PATH is searched and no shell tried. A relative one is seen
   *     from {@code cwd}
   * @param argv the arguments, {@code argv[0]} first
   * @param envp the environment, each {@code NAME=value}; empty is that of this process
   * @param cwd where it starts; empty is where this process is
   */
  public record Program(
      OsString path, List<OsString> argv, Optional<List<OsString>> envp, Optional<OsString> cwd) {

    /** Checks that there is an {@code argv[0]}, which many programs rely on. */
    public Program {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(cwd, "cwd");
      argv = List.copyOf(argv);
      envp = envp.map(List::copyOf);
      if (argv.isEmpty()) {
        throw new IllegalArgumentException("argv is empty");
      }
    }

    /** In this process's directory, with text in UTF-8. */
    public static Program of(List<String> envp, String path, String... argv) {
      return new Program(
          OsString.of(path), strings(List.of(argv)), Optional.of(strings(envp)), Optional.empty());
    }

    private static List<OsString> strings(List<String> texts) {
      return texts.stream().map(OsString::of).toList();
    }
  }

  /**
   * The child's descriptors: these and no other.
   *
   * @param stdin the descriptor of ours that becomes 0
   * @param stdout the one that becomes 1
   * @param stderr the one that becomes 2
   * @param passed those that it has beside them, under the numbers that they have here
   */
  public record DescriptorTable(int stdin, int stdout, int stderr, SortedSet<Integer> passed) {

    /** Checks that the numbers can be descriptors, and that none is to be two files. */
    public DescriptorTable {
      passed = Collections.unmodifiableSortedSet(new TreeSet<>(passed));
      if (stdin < 0 || stdout < 0 || stderr < 0) {
        throw new IllegalArgumentException("a negative descriptor");
      }
      if (!passed.isEmpty() && passed.first() < STREAMS) {
        throw new IllegalArgumentException(
            "0 to 2 are the standard streams, not passed beside them");
      }
    }

    /** The three streams only. */
    public DescriptorTable(int stdin, int stdout, int stderr) {
      this(stdin, stdout, stderr, Collections.emptySortedSet());
    }
  }

  /**
   * How it stands among the other processes.
   *
   * @param newSession whether it leads a session of its own, and with it a group of its own
   * @param processGroup which group it joins; 0 is one of its own; empty is this process's
   * @param umask which permissions its files never get; empty is this process's
   * @param nice its niceness, -20 to 19; empty is that of the calling thread
   */
  public record Attributes(
      boolean newSession, OptionalInt processGroup, OptionalInt umask, OptionalInt nice) {

    /** As this process does. */
    public static final Attributes ORDINARY =
        new Attributes(false, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    private static final int HIGHEST_UMASK = 0777;
    private static final int LOWEST_NICE = -20;
    private static final int HIGHEST_NICE = 19;

    /** Checks the ranges, and that a session's leader joins no group: the kernel forbids it. */
    public Attributes {
      if (newSession && processGroup.isPresent()) {
        throw new IllegalArgumentException("a session's leader leads its own group");
      }
      require(processGroup, 0, Integer.MAX_VALUE, "process group");
      require(umask, 0, HIGHEST_UMASK, "umask");
      require(nice, LOWEST_NICE, HIGHEST_NICE, "niceness");
    }

    private static void require(OptionalInt value, int lowest, int highest, String what) {
      if (value.isPresent() && (value.getAsInt() < lowest || value.getAsInt() > highest)) {
        throw new IllegalArgumentException(
            "%s %d is not within %d to %d".formatted(what, value.getAsInt(), lowest, highest));
      }
    }
  }
}
