package org.hotloop.subprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What runs, and what it is told.
 *
 * @param executable the program; empty where {@code argv[0]} names it
 * @param arguments from {@code argv[0]} on
 */
record Command(Optional<OsString> executable, List<OsString> arguments) {

  Command {
    arguments = List.copyOf(arguments);
    if (arguments.isEmpty() || executable.orElse(arguments.get(0)).isEmpty()) {
      throw new InvalidSpecException("no program: the first argument names what to start");
    }
  }

  static Command of(List<OsString> arguments) {
    return new Command(Optional.empty(), arguments);
  }

  Command executable(OsString program) {
    return new Command(Optional.of(program), arguments);
  }

  Command plus(List<OsString> more) {
    List<OsString> all = new ArrayList<>(arguments);
    all.addAll(more);
    return new Command(executable, all);
  }

  OsString program() {
    return executable.orElseGet(() -> arguments.get(0));
  }

  @Override
  public String toString() {
    return String.join(" ", arguments.stream().map(OsString::toString).toList());
  }
}
