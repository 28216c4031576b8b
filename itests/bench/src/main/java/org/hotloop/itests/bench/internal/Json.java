package org.hotloop.itests.bench.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Flat JSON objects, one a line: what peers print, and what reports are made of. */
public final class Json {

  private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern FIELD =
      Pattern.compile(TEXT + "\\s*:\\s*(?:" + TEXT + "|(true|false)|(-?[0-9][0-9.eE+-]*))\\s*");
  private static final Pattern OBJECT =
      Pattern.compile("\\s*\\{\\s*(?:" + FIELD + "(?:,\\s*" + FIELD + ")*)?}\\s*");

  private static final int NAME = 1;
  private static final int STRING = 2;
  private static final int TRUTH = 3;
  private static final int NUMBER = 4;

  private Json() {}

  /** Of numbers, booleans, and whatever else as text, in their order. */
  public static String write(Map<String, ?> fields) {
    return fields.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ":" + value(field.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /**
   * The fields of an object, in their order: {@link Double}s, {@link Boolean}s and {@link String}s.
   *
   * @throws IllegalArgumentException when it is no such object
   */
  public static Map<String, Object> read(String line) {
    if (!OBJECT.matcher(line).matches()) {
      throw new IllegalArgumentException("no flat JSON object: " + line);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(line);
    while (field.find()) {
      fields.put(unquoted(field.group(NAME)), value(field));
    }
    return fields;
  }

  private static Object value(Matcher field) {
    if (field.group(STRING) != null) {
      return unquoted(field.group(STRING));
    }
    if (field.group(TRUTH) != null) {
      return Boolean.valueOf(field.group(TRUTH));
    }
    return Double.valueOf(field.group(NUMBER));
  }

  private static String value(Object value) {
    return value instanceof Number || value instanceof Boolean
        ? value.toString()
        : quoted(value.toString());
  }

  private static String quoted(String text) {
    String escaped =
        text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t");
    return '"' + escaped + '"';
  }

  private static String unquoted(String text) {
    Matcher escape = Pattern.compile("\\\\(.)").matcher(text);
    return escape.replaceAll(
        found ->
            Matcher.quoteReplacement(
                switch (found.group(1)) {
                  case "n" -> "\n";
                  case "t" -> "\t";
                  default -> found.group(1);
                }));
  }
}
