package org.hotloop.loop.internal.subprocess;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoops;
import org.hotloop.loop.DefaultEventLoopPolicy;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.posix.Children;
import org.hotloop.posix.Posix;
import org.hotloop.posix.WaitResult;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A creation cancelled in each of its stages, and many beside each other. Children are real. */
class CreationStagesTest {

  private static final SubprocessSpec SLEEP =
      SubprocessSpec.exec("sleep", "60").stdin(Stdio.PIPE).stdout(Stdio.PIPE);
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final Children children = Posix.get().children();
  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final SubprocessStarter starter = Launch.starter(loop);
  private final ScriptedWatcher watcher = new ScriptedWatcher();
  private final Thread runner = new Thread(loop::runForever, "creation-test-loop");

  CreationStagesTest() {
    DefaultEventLoopPolicy policy = new DefaultEventLoopPolicy();
    policy.setChildWatcher(watcher);
    EventLoops.setEventLoopPolicy(policy);
    runner.start();
  }

  @AfterEach
  void closeAll() throws InterruptedException {
    loop.stop();
    runner.join();
    starter.close();
    loop.close();
    EventLoops.setEventLoopPolicy(null);
    assertEquals(0, children.unreaped());
  }

  @Test
  @DisplayName("X19 a creation that is cancelled before the loop has begun it asks nobody")
  void cancelled_before_it_is_begun() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    loop.callSoonThreadsafe(() -> awaitLatch(hold));
    CompletableFuture<SubprocessTransport> creation = create();
    assertTrue(creation.cancel(false));
    hold.countDown();
    settle();
    assertEquals(0, watcher.pid);
  }

  @Test
  @DisplayName("X19 a creation that is cancelled while it waits for a thread makes no child")
  void cancelled_while_queued() throws Exception {
    CountDownLatch held = new CountDownLatch(CORES);
    CountDownLatch hold = new CountDownLatch(1);
    AtomicInteger spawns = new AtomicInteger();
    watcher.beforeSpawn =
        () -> {
          spawns.incrementAndGet();
          held.countDown();
          awaitLatch(hold);
          throw new IllegalStateException("it was only to keep a thread");
        };
    List<CompletableFuture<SubprocessTransport>> keepers = new ArrayList<>();
    for (int core = 0; core < CORES; core++) {
      keepers.add(create());
    }
    awaitLatch(held);
    CompletableFuture<SubprocessTransport> creation = create();
    settle(); // it is in the queue
    assertTrue(creation.cancel(false));
    CompletableFuture<SubprocessTransport> behind = create();
    hold.countDown();
    keepers.forEach(keeper -> await().until(keeper::isDone));
    await().until(behind::isDone);
    assertEquals(CORES + 1, spawns.get(), "all but the cancelled one");
  }

  @Test
  @DisplayName("X19 a creation that is cancelled during the spawn: the child is killed")
  void cancelled_during_the_spawn() throws Exception {
    CountDownLatch spawning = new CountDownLatch(1);
    CountDownLatch hold = new CountDownLatch(1);
    watcher.beforeSpawn =
        () -> {
          spawning.countDown();
          awaitLatch(hold);
        };
    CompletableFuture<SubprocessTransport> creation = create();
    awaitLatch(spawning);
    assertTrue(creation.cancel(false));
    hold.countDown();
    assertIsKilled();
  }

  @Test
  @DisplayName("X19 a creation that is cancelled before its child is connected: it is killed")
  void cancelled_before_it_is_connected() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    AtomicInteger protocols = new AtomicInteger();
    watcher.beforeSpawn = () -> loop.callSoonThreadsafe(() -> awaitLatch(hold));
    CompletableFuture<SubprocessTransport> creation =
        starter
            .exec(
                () -> {
                  protocols.incrementAndGet();
                  return new SubprocessProtocol() {};
                },
                SLEEP)
            .toCompletableFuture();
    await("the child is there").until(() -> watcher.pid > 0);
    assertTrue(creation.cancel(false));
    hold.countDown();
    assertIsKilled();
    settle();
    assertEquals(0, protocols.get(), "nobody is told of it");
  }

  @Test
  @DisplayName("X47 as many spawns are under way at once as there are cores")
  void spawns_are_parallel() throws Exception {
    CyclicBarrier allAtOnce = new CyclicBarrier(CORES);
    watcher.beforeSpawn =
        () -> {
          try {
            allAtOnce.await(30, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IllegalStateException("the others did not come", e);
          }
        };
    List<CompletableFuture<SubprocessTransport>> creations = new ArrayList<>();
    for (int core = 0; core < CORES; core++) {
      creations.add(create());
    }
    for (CompletableFuture<SubprocessTransport> creation : creations) {
      SubprocessTransport child = creation.get(30, TimeUnit.SECONDS);
      child.kill();
      awaitReaped(child.getPid());
    }
  }

  private CompletableFuture<SubprocessTransport> create() {
    return starter.exec(() -> new SubprocessProtocol() {}, SLEEP).toCompletableFuture();
  }

  private void settle() throws Exception {
    for (int iteration = 0; iteration < 2; iteration++) {
      CountDownLatch ran = new CountDownLatch(1);
      loop.callSoonThreadsafe(ran::countDown);
      awaitLatch(ran);
    }
  }

  private void assertIsKilled() {
    await("the child was there").until(() -> watcher.pid > 0);
    awaitReaped(watcher.pid);
  }

  private void awaitReaped(long pid) {
    await("it was killed")
        .until(
            () ->
                children.reap(pid) instanceof WaitResult.Reaped reaped
                    && reaped.status().returncode() == -9);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
