package org.hotloop.itests.bench.internal.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotloop.itests.bench.internal.workload.Workload;
import org.hotloop.itests.bench.internal.workload.Workload.Amounts;
import org.hotloop.itests.bench.internal.workload.Workloads;

/** Has one peer do one workload, once. */
public final class Runner {

  private static final List<String> ON_ONE_PROCESSOR = List.of("taskset", "-c", "0");

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
      return workload.verb().equals(Workloads.ECHO)
          ? new Talk(process, this::client, workload).measure(amounts)
          : process.end();
    }
  }

  /** What talks to a server, over so many connections. */
  private PeerProcess client(Workload workload, int port, long connections, long count)
      throws IOException {
    List<String> command = new ArrayList<>(workload.pinned() ? ON_ONE_PROCESSOR : List.of());
    command.addAll(List.of(client.toString(), "port=" + port, "connections=" + connections));
    command.addAll(
        List.of(
            "active=" + workload.keys().get("active"),
            "size=" + workload.keys().get("size"),
            "count=" + count));
    return new PeerProcess(command, errors.resolve("client-" + workload.name() + ".txt"));
  }
}
