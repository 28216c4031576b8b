package org.hotloop.subprocess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A child's environment: {@linkplain #inherited() this process's} or {@linkplain #empty() none},
 * and what is set and unset in it. Immutable; each method that changes something returns a new one.
 *
 * <p>What is inherited is read when the child starts, and passes through byte by byte.
 */
public final class Environment {

  private static final Environment INHERITED = new Environment(true, Map.of());
  private static final Environment EMPTY = new Environment(false, Map.of());

  private final boolean inherited;

  /** By name; an empty value unsets. In the order in which they were set. */
  private final Map<OsString, Optional<OsString>> changes;

  private Environment(boolean inherited, Map<OsString, Optional<OsString>> changes) {
    this.inherited = inherited;
    this.changes = changes;
  }

  /** The environment of this process. */
  public static Environment inherited() {
    return INHERITED;
  }

  /** No variable at all. */
  public static Environment empty() {
    return EMPTY;
  }

  /**
   * Sets a variable.
   *
   * @throws InvalidSpecException when the name is empty or has an {@code =}, or a NUL stands in it
   */
  public Environment with(String name, String value) {
    return with(OsString.of(name), OsString.of(value));
  }

  /**
   * Sets a variable.
   *
   * @throws InvalidSpecException when the name is empty or has an {@code =}
   */
  public Environment with(OsString name, OsString value) {
    return changed(Map.of(name, Optional.of(value)));
  }

  /** Sets these variables; else as {@link #with(String, String)}. */
  public Environment with(Map<String, String> variables) {
    Map<OsString, Optional<OsString>> set = new LinkedHashMap<>();
    variables.forEach((name, value) -> set.put(OsString.of(name), Optional.of(OsString.of(value))));
    return changed(set);
  }

  /**
   * Unsets a variable, if it is set.
   *
   * @throws InvalidSpecException when the name is empty or has an {@code =}
   */
  public Environment without(String name) {
    return changed(Map.of(OsString.of(name), Optional.empty()));
  }

  /**
   * The child's environment, each entry {@code NAME=value}.
   *
   * @param ofThisProcess what is inherited, if anything is
   */
  public List<OsString> entries(List<OsString> ofThisProcess) {
    List<OsString> entries = new ArrayList<>();
    if (inherited) {
      ofThisProcess.stream().filter(entry -> !isChanged(entry)).forEach(entries::add);
    }
    changes.forEach((name, value) -> value.ifPresent(set -> entries.add(entry(name, set))));
    return entries;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Environment that
        && inherited == that.inherited
        && changes.equals(that.changes);
  }

  @Override
  public int hashCode() {
    return changes.hashCode() + Boolean.hashCode(inherited);
  }

  /** For people: whether it is inherited, and the names that are set and unset, without values. */
  @Override
  public String toString() {
    return (inherited ? "inherited" : "empty") + (changes.isEmpty() ? "" : ", " + changedNames());
  }

  private Environment changed(Map<OsString, Optional<OsString>> more) {
    more.keySet().forEach(Environment::requireName);
    Map<OsString, Optional<OsString>> all = new LinkedHashMap<>(changes);
    all.putAll(more);
    return new Environment(inherited, all);
  }

  private boolean isChanged(OsString entry) {
    return !changes.isEmpty() && changes.containsKey(nameOf(entry));
  }

  private List<String> changedNames() {
    return changes.entrySet().stream()
        .map(change -> (change.getValue().isPresent() ? "+" : "-") + change.getKey())
        .toList();
  }

  /** What stands before the first {@code =}; all of an entry that has none. */
  private static OsString nameOf(OsString entry) {
    byte[] bytes = entry.toByteArray();
    int end = 0;
    while (end < bytes.length && bytes[end] != '=') {
      end++;
    }
    return OsString.of(Arrays.copyOf(bytes, end));
  }

  private static OsString entry(OsString name, OsString value) {
    byte[] bytes = Arrays.copyOf(name.toByteArray(), name.length() + 1 + value.length());
    bytes[name.length()] = '=';
    System.arraycopy(value.toByteArray(), 0, bytes, name.length() + 1, value.length());
    return OsString.of(bytes);
  }

  private static void requireName(OsString name) {
    if (name.isEmpty() || name.contains('=')) {
      throw new InvalidSpecException(
          "environment: '%s' is no name of a variable; it may neither be empty nor have a '='"
              .formatted(name));
    }
  }
}
