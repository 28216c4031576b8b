package org.hotloop.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.child.ChildWatcher;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Source;
import org.hotloop.runtime.internal.testing.Kernel;
import org.hotloop.runtime.internal.testing.TestPolicy;
import org.junit.jupiter.api.AfterEach;

/** A runtime without a framework, over a fake kernel, and what its tests do with it. */
abstract class RuntimeTestBase {

  protected final Kernel kernel = new Kernel();
  protected final List<SwapDTO> events = new CopyOnWriteArrayList<>();
  protected final Map<String, EventLoop> published = new ConcurrentHashMap<>();
  protected final HotloopRuntime runtime =
      new HotloopRuntime(events::add, this::publish, List::of, type -> false);
  protected final Principal client = new Principal("client's key", "client");
  protected final OwnedRuntime facade = new OwnedRuntime(runtime, client);
  protected final TestPolicy policy = new TestPolicy();
  protected final List<String> exits = new CopyOnWriteArrayList<>();
  private long serviceId = 1;

  @AfterEach
  void stop() {
    runtime.stop();
    assertEquals(List.of(), threads("hotloop-main", "hotloop-loop-"));
    assertEquals(Map.of(), published);
  }

  protected Candidate<EventLoopPolicy> startWith(ChildWatcher safe) {
    watcher("safe", 0, safe);
    Candidate<EventLoopPolicy> candidate = policy("default", 0, policy);
    runtime.start();
    Awaitility.await().until(() -> published.containsKey("main"));
    return candidate;
  }

  protected Candidate<ChildWatcher> watcher(String name, int ranking, ChildWatcher watcher) {
    Candidate<ChildWatcher> candidate =
        new Candidate<>(name, ranking, serviceId++, name, new Source.Fixed<>(watcher));
    runtime.watchers().add(candidate);
    runtime.settleWatchers();
    return candidate;
  }

  protected Candidate<EventLoopPolicy> policy(String name, int ranking, EventLoopPolicy made) {
    Candidate<EventLoopPolicy> candidate =
        new Candidate<>(name, ranking, serviceId++, name, new Source.Fixed<>(made));
    runtime.policies().add(candidate);
    runtime.settlePolicies();
    return candidate;
  }

  protected void watcherGoes(Candidate<ChildWatcher> candidate) {
    runtime.watchers().remove(candidate);
    runtime.settleWatchers();
  }

  protected void goes(Candidate<EventLoopPolicy> candidate) {
    runtime.policies().remove(candidate);
    runtime.policyGoes();
  }

  protected void spawn(long pid) {
    kernel.fork(pid);
    facade
        .getChildWatcher()
        .addChildHandler(pid, (exited, status) -> exits.add(exited + ":" + status.returncode()));
  }

  protected List<SwapDTO> swaps() {
    return new ArrayList<>(facade.snapshot().swaps);
  }

  protected Runnable publish(String name, EventLoop loop) {
    published.put(name, loop);
    return () -> published.remove(name, loop);
  }

  protected static List<String> threads(String... prefixes) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> Stream.of(prefixes).anyMatch(name::startsWith))
        .toList();
  }
}
