package org.hotloop.itests.bench.internal.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.hotloop.itests.bench.internal.Json;

/**
 * One run of one peer, as a line of the results.
 *
 * @param fields what the peer printed
 */
public record Result(String workload, String peer, int round, Map<String, Object> fields) {

  private static final String WORKLOAD = "workload";
  private static final String PEER = "peer";
  private static final String ROUND = "round";

  /** Of a line. */
  public static Result parse(String line) {
    Map<String, Object> fields = new LinkedHashMap<>(Json.read(line));
    return new Result(
        (String) fields.remove(WORKLOAD),
        (String) fields.remove(PEER),
        ((Double) fields.remove(ROUND)).intValue(),
        fields);
  }

  /** As a line. */
  public String line() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(WORKLOAD, workload);
    all.put(PEER, peer);
    all.put(ROUND, round);
    all.putAll(fields);
    return Json.write(all);
  }

  /** What the peer says of itself: each result was as expected. */
  public boolean isRight() {
    return Boolean.TRUE.equals(fields.get("right"));
  }

  /** Empty where the peer does not have it. */
  OptionalDouble field(String name) {
    return fields.get(name) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }
}
