package org.hotloop.itests.bench.internal.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.hotloop.itests.bench.internal.Json;
import org.hotloop.itests.bench.internal.workload.Workload;

/** The page with charts: one file that needs no network. */
final class Page {

  private static final String TEMPLATE = "page.html";
  private static final String LIBRARY_VERSION =
      "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";
  private static final String LIBRARY = "/META-INF/resources/webjars/chart.js/%s/dist/chart.umd.js";

  private final Results results;
  private final List<Workload> workloads;
  private final List<String> peers;
  private final String conditions;

  Page(Results results, List<Workload> workloads, List<String> peers, String conditions) {
    this.results = results;
    this.workloads = workloads;
    this.peers = peers;
    this.conditions = conditions;
  }

  String html() throws IOException {
    return resource(TEMPLATE)
        .replace("{{conditions}}", conditions.replace("&", "&amp;").replace("<", "&lt;"))
        .replace("/*{{points}}*/", String.join(",\n", points()))
        .replace("/*{{curves}}*/", String.join(",\n", Curve.points(results, workloads, peers)))
        .replace("/*{{library}}*/", library());
  }

  /** What is drawn: for each workload and peer the figure that matters most, and its ratio. */
  private List<String> points() {
    List<String> points = new ArrayList<>();
    for (Workload workload : workloads) {
      for (String peer : peers) {
        point(workload, peer).ifPresent(points::add);
      }
    }
    return points;
  }

  private Optional<String> point(Workload workload, String peer) {
    Figure figure = figure(workload);
    return results
        .sample(workload.name(), peer, figure)
        .map(
            sample -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("workload", workload.name());
              fields.put("group", workload.group().name());
              fields.put("peer", peer);
              fields.put("figure", figure.title());
              fields.put("limit", workload.group().limit());
              fields.put("median", sample.median());
              results
                  .ratio(workload.name(), peer, workload.group().limit(), figure)
                  .ifPresent(ratio -> fields.put("ratio", ratio.median()));
              return Json.write(fields);
            });
  }

  private static Figure figure(Workload workload) {
    return switch (workload.group()) {
      case EXIT -> Figure.P50;
      case SPAWN, ALIVE, PIPE, PENDING -> Figure.CPU;
      case THREADS -> Figure.WALL;
      case ECHO, CONNECTIONS -> Figure.SELF;
      case LOOP -> workload.name().equals("timers-fire") ? Figure.CPU : Figure.WALL;
    };
  }

  private static String library() throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(resource(LIBRARY_VERSION)));
    return resource(LIBRARY.formatted(properties.getProperty("version")));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("not on the class path: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
