package org.hotloop.loop.internal.subprocess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hotloop.subprocess.OsString;

/** The folders of a PATH in which programs are looked up: all but those that say "here". */
final class SearchPath {

  private static final OsString NAME = OsString.of("PATH");

  /** Where programs are found without a PATH, as in glibc and in Python. */
  private static final OsString DEFAULT = OsString.of("/bin:/usr/bin");

  private static final byte[] ASSIGNMENT = {'P', 'A', 'T', 'H', '='};

  private final OsString text;
  private final boolean set;
  private final List<OsString> folders = new ArrayList<>();
  private boolean complete = true;

  private SearchPath(OsString text, boolean set) {
    this.text = text;
    this.set = set;
    byte[] bytes = text.toByteArray();
    int start = 0;
    for (int end = 0; end <= bytes.length; end++) {
      if (end == bytes.length || bytes[end] == ':') {
        add(Arrays.copyOfRange(bytes, start, end));
        start = end + 1;
      }
    }
  }

  /** Of this variable; empty is none, for which there is a usual one. */
  static SearchPath of(Optional<OsString> variable) {
    return new SearchPath(variable.orElse(DEFAULT), variable.isPresent());
  }

  /** Of an environment, of which a program sees the first PATH. */
  static SearchPath in(List<OsString> environment) {
    return of(environment.stream().flatMap(entry -> value(entry).stream()).findFirst());
  }

  /** What the variable is called. */
  static OsString variable() {
    return NAME;
  }

  /** The folders to search, in order. */
  List<OsString> folders() {
    return List.copyOf(folders);
  }

  /** For the error that tells where nothing was found. */
  @Override
  public String toString() {
    String searched =
        set
            ? "the PATH '%s' that the child would have".formatted(text)
            : "'%s', where none is set in the child's environment".formatted(text);
    return complete
        ? searched
        : searched
            + "; its empty and '.' entries were left out, as the working directory is never"
            + " searched: name a program of it by its path, such as './program'";
  }

  private void add(byte[] folder) {
    if (isHere(folder)) {
      complete = false;
    } else {
      folders.add(OsString.of(folder));
    }
  }

  /** Empty, or nothing but dots that stand alone and slashes, not from the root. */
  private static boolean isHere(byte[] folder) {
    for (int i = 0; i < folder.length; i++) {
      boolean lonelyDot = folder[i] == '.' && isEdge(folder, i - 1) && isEdge(folder, i + 1);
      if (folder[i] != '/' && !lonelyDot) {
        return false;
      }
    }
    return folder.length == 0 || folder[0] != '/';
  }

  private static boolean isEdge(byte[] folder, int index) {
    return index < 0 || index == folder.length || folder[index] == '/';
  }

  private static Optional<OsString> value(OsString entry) {
    byte[] bytes = entry.toByteArray();
    int start = ASSIGNMENT.length;
    return bytes.length >= start && Arrays.equals(bytes, 0, start, ASSIGNMENT, 0, start)
        ? Optional.of(OsString.of(Arrays.copyOfRange(bytes, start, bytes.length)))
        : Optional.empty();
  }
}
