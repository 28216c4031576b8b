package org.hotloop.itests.bench.internal.report;

import java.util.List;
import java.util.Locale;

/** The same figure of several rounds. Not empty. */
public record Sample(List<Double> values) {

  private static final double PERCENT = 100;

  /** In ascending order. */
  public Sample {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a sample of nothing");
    }
    values = values.stream().sorted().toList();
  }

  /** The middle one; of two in the middle, their mean. */
  public double median() {
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  /** Half of the way from the least to the greatest, as a share of the median. */
  public double spread() {
    double range = values.get(values.size() - 1) - values.get(0);
    return median() == 0 ? 0 : range / 2 / median();
  }

  /** The median and, where there are several, the spread in percent. */
  String text() {
    String median = number(median());
    return values.size() == 1
        ? median
        : String.format(Locale.ROOT, "%s ±%.0f %%", median, spread() * PERCENT);
  }

  /** With three digits that tell. */
  public static String number(double value) {
    double size = Math.abs(value);
    String form = size >= PERCENT ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, form, value);
  }
}
