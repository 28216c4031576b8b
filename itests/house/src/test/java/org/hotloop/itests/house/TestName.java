package org.hotloop.itests.house;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a test is called, and by that the behaviours that it proves.
 *
 * @param type the class or interface that declares the test
 * @param method the test's method
 * @param displayName the text of its display name, or an empty one
 */
record TestName(String type, String method, String displayName) {

  private static final Pattern ID = Pattern.compile("[GHLNOPRSTVWX]\\d+");
  private static final Pattern ANYWHERE = Pattern.compile("\\b[GHLNOPRSTVWX]\\d*\\b");

  /**
   * The ids that it cites: the words in front of the display name, or, where there is none, what
   * follows the underscores of the method's name.
   */
  List<String> ids() {
    return displayName.isEmpty() ? idsOfMethod().toList() : idsOfDisplayName().toList();
  }

  /** True where something in the name looks like an id and stands where it is not read as one. */
  boolean hasStrayId() {
    long found =
        ANYWHERE.matcher(displayName.isEmpty() ? tailOfMethod() : displayName).results().count();
    return found != ids().size();
  }

  private Stream<String> idsOfDisplayName() {
    return Arrays.stream(displayName.split(" ")).takeWhile(ID.asMatchPredicate());
  }

  private Stream<String> idsOfMethod() {
    return Arrays.stream(tailOfMethod().split(" ")).filter(ID.asMatchPredicate());
  }

  /** The words of the method's name, the underscores between them as blanks, but for the first. */
  private String tailOfMethod() {
    int first = method.indexOf('_');
    return first < 0 ? "" : method.substring(first + 1).replace('_', ' ');
  }

  @Override
  public String toString() {
    return "%s.%s: %s".formatted(type, method, displayName);
  }
}
