package org.hotloop.itests.bench.internal.peer;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotloop.itests.bench.internal.workload.Group;
import org.hotloop.itests.bench.internal.workload.Workload;
import org.hotloop.itests.bench.internal.workload.Workload.Amounts;

/**
 * One client for all servers; what counts is what the server takes for its messages, and, where
 * there are many connections, for each of them.
 */
final class Talk {

  private static final String SELF_CPU = "selfCpuNanos";
  private static final String RESIDENT = "residentKiB";

  private final PeerProcess server;
  private final Clients clients;
  private final Workload workload;

  /** Starts clients. */
  @FunctionalInterface
  interface Clients {

    /** That sends so many messages over so many connections. */
    PeerProcess start(Workload workload, int port, long connections, long count) throws IOException;
  }

  Talk(PeerProcess server, Clients clients, Workload workload) {
    this.server = server;
    this.clients = clients;
    this.workload = workload;
  }

  /** The fields that client and server print. */
  Map<String, Object> measure(Amounts amounts)
      throws IOException, PeerFailedException, InterruptedException {
    int port = ((Double) server.next().get("port")).intValue();
    warmUp(port, amounts.warmup());
    Map<String, Object> fields;
    long connections = Long.parseLong(workload.keys().get("connections"));
    boolean areMany = workload.group() == Group.CONNECTIONS;
    double kib = areMany ? ask("memory", RESIDENT) : 0;
    double unconnected = cpu();
    try (PeerProcess client = clients.start(workload, port, connections, amounts.amount())) {
      client.next();
      double connected = cpu();
      kib = areMany ? ask("memory", RESIDENT) - kib : 0;
      double before = cpu();
      client.tell("begin");
      fields = new LinkedHashMap<>(client.next());
      fields.put(SELF_CPU, cpu() - before);
      if (areMany) {
        fields.put("members", connections);
        fields.put("membersKiB", kib);
        fields.put("membersCpuNanos", connected - unconnected);
      }
      client.end();
    }
    fields.remove("childrenCpuNanos");
    Map<String, Object> last = server.end();
    fields.put("right", last.get("right").equals(true) && fields.get("right").equals(true));
    last.keySet().retainAll(List.of("threads", RESIDENT));
    fields.putAll(last);
    return fields;
  }

  /** With as many connections as are active: they leave nothing that many would find there. */
  private void warmUp(int port, long count)
      throws IOException, PeerFailedException, InterruptedException {
    long active = Long.parseLong(workload.keys().get("active"));
    try (PeerProcess client = clients.start(workload, port, active, count)) {
      client.next();
      client.tell("begin");
      client.end();
    }
  }

  private double cpu() throws IOException, PeerFailedException, InterruptedException {
    return ask("clocks", SELF_CPU);
  }

  private double ask(String mark, String field)
      throws IOException, PeerFailedException, InterruptedException {
    server.tell(mark);
    return (Double) server.next().get(field);
  }
}
