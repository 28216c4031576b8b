package org.hotloop.itests.bench.internal.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotloop.itests.bench.internal.workload.Group;
import org.hotloop.itests.bench.internal.workload.Workload;
import org.hotloop.itests.bench.internal.workload.Workload.Amounts;

/** Has one peer do one workload, once. */
public final class Runner {

  private static final List<String> ON_ONE_PROCESSOR = List.of("taskset", "-c", "0");
  private static final String SELF_CPU = "selfCpuNanos";

  private final Path client;
  private final Path errors;

  /**
   * @param client the program that talks to echo servers
   * @param errors the folder for what peers say on standard error
   */
  public Runner(Path client, Path errors) {
    this.client = client;
    this.errors = errors;
  }

  /** The fields that the peer prints. */
  public Map<String, Object> run(Program peer, Workload workload, Amounts amounts)
      throws IOException, PeerFailedException, InterruptedException {
    Path said = errors.resolve(peer.name() + "-" + workload.name() + ".txt");
    List<String> command = new ArrayList<>(workload.pinned() ? ON_ONE_PROCESSOR : List.of());
    command.addAll(peer.command());
    command.addAll(workload.order(amounts));
    try (PeerProcess process = new PeerProcess(command, said)) {
      return workload.group() == Group.ECHO ? talk(process, workload, amounts) : process.end();
    }
  }

  /** One client for all servers; what counts is what the server takes for it. */
  private Map<String, Object> talk(PeerProcess server, Workload workload, Amounts amounts)
      throws IOException, PeerFailedException, InterruptedException {
    int port = ((Double) server.next().get("port")).intValue();
    ask(port, workload, amounts.warmup());
    double before = cpu(server);
    Map<String, Object> fields = new LinkedHashMap<>(ask(port, workload, amounts.amount()));
    fields.put(SELF_CPU, cpu(server) - before);
    fields.remove("childrenCpuNanos");
    Map<String, Object> last = server.end();
    fields.put("right", last.get("right").equals(true) && fields.get("right").equals(true));
    last.keySet().retainAll(List.of("threads", "residentKiB"));
    fields.putAll(last);
    return fields;
  }

  private static double cpu(PeerProcess server)
      throws IOException, PeerFailedException, InterruptedException {
    server.mark();
    return (Double) server.next().get(SELF_CPU);
  }

  private Map<String, Object> ask(int port, Workload workload, long count)
      throws IOException, PeerFailedException, InterruptedException {
    List<String> command = new ArrayList<>(workload.pinned() ? ON_ONE_PROCESSOR : List.of());
    command.addAll(List.of(client.toString(), "port=" + port, "warmup=0", "count=" + count));
    workload.keys().forEach((key, value) -> command.add(key + "=" + value));
    Path said = errors.resolve("client-" + workload.name() + ".txt");
    try (PeerProcess process = new PeerProcess(command, said)) {
      return process.end();
    }
  }
}
