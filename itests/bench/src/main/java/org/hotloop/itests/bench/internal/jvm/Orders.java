package org.hotloop.itests.bench.internal.jvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotloop.itests.bench.internal.Json;
import org.hotloop.itests.bench.internal.jvm.work.AliveWork;
import org.hotloop.itests.bench.internal.jvm.work.BulkWork;
import org.hotloop.itests.bench.internal.jvm.work.CallSoonWork;
import org.hotloop.itests.bench.internal.jvm.work.CancelWork;
import org.hotloop.itests.bench.internal.jvm.work.ExitWork;
import org.hotloop.itests.bench.internal.jvm.work.FireWork;
import org.hotloop.itests.bench.internal.jvm.work.Outcome;
import org.hotloop.itests.bench.internal.jvm.work.PendingWork;
import org.hotloop.itests.bench.internal.jvm.work.PipeWork;
import org.hotloop.itests.bench.internal.jvm.work.SpawnWork;
import org.hotloop.itests.bench.internal.jvm.work.ThreadsWork;
import org.hotloop.itests.bench.internal.jvm.work.ThreadsafeWork;
import org.hotloop.itests.bench.internal.jvm.work.Work;

/** Has a peer of this virtual machine do what its command line says, as every peer does. */
public final class Orders {

  /** How the process ends. */
  public static final int DONE = 0;

  /** How the process ends when the peer failed; what failed is on standard error. */
  public static final int FAILED = 1;

  /** How the process ends when the peer does not have the workload. */
  public static final int UNSUPPORTED = 64;

  private final Peer peer;
  private final PrintStream out;

  private Orders(Peer peer, PrintStream out) {
    this.peer = peer;
    this.out = out;
  }

  /** Answers how the process is to end. */
  public static int carryOut(List<String> words, Peer peer, PrintStream out) {
    try (peer) {
      new Orders(peer, out).carryOut(Order.parse(words));
      return DONE;
    } catch (UnsupportedWorkloadException unsupported) {
      return UNSUPPORTED;
    } catch (Exception failure) {
      failure.printStackTrace();
      return FAILED;
    }
  }

  private void carryOut(Order order) throws Exception {
    if (order.workload().equals("echo")) {
      echo();
    } else {
      measure(order);
    }
  }

  private void measure(Order order) throws Exception {
    try (Work work = work(order)) {
      new Measurement().fields(0); // what the clocks load must not come between
      boolean right = work.warmUp(order.number("warmup"));
      Measurement measurement = new Measurement();
      Outcome outcome = work.run(order.number(order.workload().equals("bulk") ? "bytes" : "count"));
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("ops", outcome.ops());
      fields.putAll(measurement.fields(outcome.apartNanos()));
      fields.putAll(outcome.figures());
      fields.put("right", right && outcome.right());
      out.println(Json.write(fields));
    }
  }

  private Work work(Order order) throws Exception {
    return switch (order.workload()) {
      case "spawn" -> new SpawnWork(peer, children(), order);
      case "spawn-threads" -> new ThreadsWork(children(), order);
      case "alive" -> new AliveWork(peer, children(), order);
      case "exit" -> new ExitWork(peer, children(), order);
      case "pipe" -> new PipeWork(peer, children(), order);
      case "bulk" -> new BulkWork(peer, children(), order);
      case "callsoon" -> new CallSoonWork(loop());
      case "threadsafe" -> new ThreadsafeWork(loop());
      case "timers-cancel" -> new CancelWork(loop());
      case "timers-fire" -> new FireWork(loop());
      case "timers-pending" -> new PendingWork(loop(), order);
      default -> throw new UnsupportedWorkloadException();
    };
  }

  private Children children() {
    return peer.children().orElseThrow(UnsupportedWorkloadException::new);
  }

  private Loop loop() {
    return peer.loop().orElseThrow(UnsupportedWorkloadException::new);
  }

  /** Serves until the end of standard input; each line there asks for the clocks, or for memory. */
  private void echo() throws Exception {
    int port = peer.echo().orElseThrow(UnsupportedWorkloadException::new).serve();
    print(Map.of("port", port));
    BufferedReader marks =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String mark = marks.readLine(); mark != null; mark = marks.readLine()) {
      print(
          mark.equals("memory")
              ? Map.of("residentKiB", Footprint.kib())
              : Map.of("selfCpuNanos", CpuTime.now().selfNanos()));
    }
    print(
        Map.of(
            "threads", ProcStatus.now().threads(), "residentKiB", Footprint.kib(), "right", true));
  }

  private void print(Map<String, Object> fields) throws IOException {
    out.println(Json.write(fields));
    out.flush();
    if (out.checkError()) {
      throw new IOException("nobody reads standard output");
    }
  }
}
