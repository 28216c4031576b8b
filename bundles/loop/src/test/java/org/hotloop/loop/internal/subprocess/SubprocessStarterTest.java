package org.hotloop.loop.internal.subprocess;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hotloop.EventLoopClosedException;
import org.hotloop.EventLoops;
import org.hotloop.loop.DefaultEventLoopPolicy;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.posix.Children;
import org.hotloop.posix.Posix;
import org.hotloop.posix.WaitResult;
import org.hotloop.subprocess.OwnerStop;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.tck.PidsLimit;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Real children, and a watcher that does what the test says. */
class SubprocessStarterTest {

  private static final SubprocessSpec SLEEP =
      SubprocessSpec.exec("sleep", "60").stdin(Stdio.PIPE).stdout(Stdio.PIPE);
  private static final Supplier<SubprocessProtocol> QUIET = () -> new SubprocessProtocol() {};

  private final Children children = Posix.get().children();
  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final SubprocessStarter starter = Launch.starter(loop);
  private final ScriptedWatcher watcher = new ScriptedWatcher();
  private final Thread runner = new Thread(loop::runForever, "starter-test-loop");

  SubprocessStarterTest() {
    DefaultEventLoopPolicy policy = new DefaultEventLoopPolicy();
    policy.setChildWatcher(watcher);
    EventLoops.setEventLoopPolicy(policy);
    runner.start();
  }

  @AfterEach
  void closeAll() throws InterruptedException {
    stopLoop();
    starter.close();
    loop.close();
    EventLoops.setEventLoopPolicy(null);
    await("the spawning threads end").until(() -> spawningThreads() == 0);
    assertEquals(0, children.unreaped());
  }

  @Test
  @DisplayName("O9 a starter that is retired takes no more children, and those it has live on")
  void retired_starter_keeps_its_children() throws Exception {
    SubprocessTransport child =
        starter.exec(QUIET, SLEEP).toCompletableFuture().get(30, TimeUnit.SECONDS);
    starter.retire();
    assertThrows(EventLoopClosedException.class, () -> starter.exec(QUIET, SLEEP));
    assertFalse(starter.isIdle());

    child.kill();
    assertDies(watcher.pid);
  }

  @Test
  @DisplayName("X22 a child that its watcher refuses is killed and reaped, and the refusal told")
  void refused_child_is_killed_and_reaped() {
    watcher.refusal = new IllegalStateException("not this one");
    assertSame(watcher.refusal, failure(QUIET));
    assertEquals(0, children.unreaped());
  }

  @Test
  @DisplayName("X22 a child whose watcher fails with an error is killed and reaped as well")
  void child_of_a_broken_watcher_is_killed_and_reaped() {
    watcher.error = new NoClassDefFoundError("its bundle was refreshed");
    assertSame(watcher.error, failure(QUIET));
    assertEquals(0, children.unreaped());
  }

  @Test
  @DisplayName("W20 while the watcher is not active no child is made, not even for a moment")
  void inactive_watcher_sees_no_child() {
    watcher.active = false;
    assertInstanceOf(IllegalStateException.class, failure(QUIET));
    assertEquals(0, watcher.pid);
  }

  @Test
  @DisplayName(
      "X22 where there is no thread to start a child on, that is told, and the loop goes on")
  void no_thread_for_the_spawn() throws Exception {
    PidsLimit.assumePossible();
    PidsLimit limit = onLoop(PidsLimit::ofThisThread);
    try {
      SpawnException refusal = assertInstanceOf(SpawnException.class, failure(QUIET));
      assertEquals(SpawnException.Reason.PROCESSES_EXHAUSTED, refusal.reason());
    } finally {
      limit.close();
    }
    starter.exec(QUIET, SLEEP).toCompletableFuture().get(30, TimeUnit.SECONDS).kill();
    assertDies(watcher.pid);
  }

  @Test
  @DisplayName("X22 a child whose protocol cannot be made is killed")
  void child_without_protocol_is_killed() throws InterruptedException {
    RuntimeException cause = new IllegalArgumentException("no protocol");
    assertSame(
        cause,
        failure(
            () -> {
              throw cause;
            }));
    assertDies(watcher.pid);
  }

  @Test
  @DisplayName("X48 a closed starter starts nothing")
  void closed_starter_starts_nothing() {
    starter.close();
    assertThrows(EventLoopClosedException.class, () -> starter.exec(QUIET, SLEEP));
  }

  @Test
  @DisplayName("X48 a creation that the loop's end overtakes fails, and its child is killed")
  void creation_overtaken_by_the_close() throws Exception {
    CompletableFuture<SubprocessTransport> creation = new CompletableFuture<>();
    loop.execute(
        () -> {
          starter
              .exec(QUIET, SLEEP)
              .whenComplete((child, cause) -> creation.completeExceptionally(cause));
          // behind the creation's beginning, and before the child can be connected
          loop.callSoon(
              () -> {
                await("the child is there").until(() -> watcher.pid > 0);
                loop.stop();
              });
        });
    runner.join();
    loop.close();
    starter.close();
    assertInstanceOf(
        EventLoopClosedException.class,
        assertThrows(ExecutionException.class, creation::get).getCause());
    assertDies(watcher.pid);
  }

  @Test
  @DisplayName("X48 a child that is to be left outlives the loop")
  void left_child_outlives_the_loop() throws Exception {
    SubprocessSpec left = SubprocessSpec.exec("sleep", "60").onOwnerStop(OwnerStop.LEAVE);
    starter.exec(QUIET, left).toCompletableFuture().get(30, TimeUnit.SECONDS);
    stopLoop();
    starter.close();
    loop.close();
    assertTrue(children.signal(watcher.pid, 15));
    await("it ends of our signal")
        .until(
            () ->
                children.reap(watcher.pid) instanceof WaitResult.Reaped reaped
                    && reaped.status().returncode() == -15);
  }

  @Test
  @DisplayName("X48 a killed child whose watcher is not active any more is reaped with the loop")
  void killed_and_unwatched_child_is_reaped() throws Exception {
    SubprocessTransport child =
        starter.exec(QUIET, SLEEP).toCompletableFuture().get(30, TimeUnit.SECONDS);
    watcher.active = false;
    stopLoop();
    loop.close();
    starter.close();
    assertEquals(0, children.unreaped());
    assertEquals(-9, child.getExitStatus().orElseThrow().returncode());
  }

  private <T> T onLoop(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    loop.callSoonThreadsafe(task);
    return task.get(30, TimeUnit.SECONDS);
  }

  private Throwable failure(Supplier<SubprocessProtocol> protocol) {
    CompletableFuture<SubprocessTransport> creation =
        starter.exec(protocol, SLEEP).toCompletableFuture();
    return assertThrows(ExecutionException.class, () -> creation.get(30, TimeUnit.SECONDS))
        .getCause();
  }

  private void assertDies(long pid) {
    await("it was killed")
        .until(
            () ->
                children.reap(pid) instanceof WaitResult.Reaped reaped
                    && reaped.status().returncode() == -9);
  }

  private void stopLoop() throws InterruptedException {
    loop.stop();
    runner.join();
  }

  private static long spawningThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("hotloop-spawn-"))
        .count();
  }
}
