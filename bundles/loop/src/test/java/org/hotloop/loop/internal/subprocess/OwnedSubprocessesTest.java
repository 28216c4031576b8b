package org.hotloop.loop.internal.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.hotloop.EventLoopClosedException;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.subprocess.CommunicateLimits;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.OwnerStop;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.BaseTransport;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** O10: a child's owner stops, or what it stands on does. The children are scripted. */
class OwnedSubprocessesTest {

  private static final SubprocessSpec KILLED = SubprocessSpec.exec("x");
  private static final SubprocessSpec LEFT = KILLED.onOwnerStop(OwnerStop.LEAVE);

  private static final CommunicateLimits LATE =
      CommunicateLimits.none().deadline(Duration.ofHours(1));

  private final ScriptedLoop loop = new ScriptedLoop();
  private final OwnedSubprocesses subprocesses = new OwnedSubprocesses(loop);

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  @Test
  void a_child_is_handed_over_and_its_exit_told() {
    Subprocess child = start(KILLED);
    CompletableFuture<ExitStatus> exit = child.waitFor().toCompletableFuture();
    loop.spin();
    loop.exit(new Exited(3));
    assertEquals(new Exited(3), exit.join());
  }

  @Test
  @DisplayName("O10 a released owner hears nothing more, and its child is killed")
  void released_owner_hears_nothing() {
    Subprocess child = start(KILLED);
    CompletableFuture<ExitStatus> exit = child.waitFor().toCompletableFuture();
    loop.spin();
    subprocesses.release();
    loop.spin();
    assertTrue(loop.transport.closed);
    loop.exit(new Exited(0));
    assertFalse(exit.isDone());
    CompletableFuture<ExitStatus> later = child.waitFor().toCompletableFuture();
    loop.spin();
    assertFalse(later.isDone());
  }

  @Test
  @DisplayName("O10 a child that is to be left is left")
  void left_child_is_left() {
    start(LEFT);
    subprocesses.release();
    loop.spin();
    assertFalse(loop.transport.closed);
  }

  @Test
  @DisplayName("O10 an owner that stops before its child is there: the creation is called off")
  void released_before_the_child_is_there() {
    CompletableFuture<Subprocess> creation = create(KILLED);
    subprocesses.release();
    loop.spin();
    assertTrue(loop.creation.isCancelled());
    assertFalse(creation.isDone());
  }

  @Test
  @DisplayName("O10 a child to be left that is not there yet comes, and nobody is told")
  void left_before_it_is_there() {
    CompletableFuture<Subprocess> creation = create(LEFT);
    subprocesses.release();
    loop.spin();
    assertFalse(loop.creation.isDone());
    loop.complete();
    assertFalse(creation.isDone());
    assertFalse(loop.transport.closed);
  }

  @Test
  @DisplayName("O10 nothing of a released owner is kept while its child lives on")
  void released_owner_is_not_pinned() {
    WeakReference<Object> owner = ownerThatWaits();
    subprocesses.release();
    loop.spin();
    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return owner.get() == null;
            });
    assertFalse(loop.transport.closed); // which keeps the protocol
  }

  @Test
  @DisplayName("O10 a communicate of a released owner is not kept, its deadline far away")
  void released_communicate_is_not_pinned() {
    WeakReference<Object> owner = ownerThatCommunicates();
    subprocesses.release();
    loop.spin();
    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return owner.get() == null;
            });
    assertFalse(loop.transport.closed);
  }

  @Test
  @DisplayName("O10 what a released owner asks for later does not complete")
  void released_owner_gets_no_more() {
    Subprocess child = start(LEFT);
    subprocesses.release();
    List<CompletableFuture<?>> asked =
        List.of(
            child.drained().toCompletableFuture(),
            child.communicate(null).toCompletableFuture(),
            child.communicate(null, LATE).toCompletableFuture());
    loop.spin();
    loop.exit(new Exited(0));
    loop.protocol.connectionLost(Optional.empty());
    loop.spin();
    asked.forEach(stage -> assertFalse(stage.isDone()));
  }

  @Test
  @DisplayName("O9 a service that goes away under its owner fails what waits, and kills")
  void withdrawn_service_fails_what_waits() {
    Subprocess child = start(KILLED);
    CompletableFuture<ExitStatus> exit = child.waitFor().toCompletableFuture();
    CompletableFuture<Subprocess> creation = create(KILLED);
    loop.spin();
    CompletableFuture<ExitStatus> drained = child.drained().toCompletableFuture();
    CompletableFuture<Output> output = child.communicate(null, LATE).toCompletableFuture();
    loop.spin();
    IllegalStateException cause = new IllegalStateException("going");
    subprocesses.withdraw(cause);
    loop.spin();
    assertSame(cause, failure(exit));
    assertSame(cause, failure(drained));
    assertSame(cause, failure(output));
    assertSame(cause, failure(creation));
    assertTrue(loop.creation.isCancelled());
    CompletableFuture<ExitStatus> later = child.waitFor().toCompletableFuture();
    loop.spin();
    assertSame(cause, failure(later));
    assertSame(cause, failure(create(KILLED)));
  }

  @Test
  void a_service_that_was_given_back_starts_nothing() {
    subprocesses.release();
    assertTrue(failure(create(KILLED)) instanceof IllegalStateException);
    assertEquals(0, loop.starts);
  }

  @Test
  @DisplayName("X19 cancelling what the owner waits for cancels the creation")
  void cancel_reaches_the_creation() {
    create(KILLED).cancel(false);
    assertTrue(loop.creation.isCancelled());
  }

  @Test
  @DisplayName("X18 of communicates that timed out nothing is kept, long though the child lives")
  void timed_out_communicates_are_not_kept() {
    Subprocess child = start(KILLED);
    List<WeakReference<Object>> outputs = new ArrayList<>();
    for (int attempt = 0; attempt < 100; attempt++) {
      outputs.add(communicateThatTimesOut(child));
    }
    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return outputs.stream().filter(output -> !output.refersTo(null)).count() < 40;
            });
  }

  @Test
  @DisplayName("X18 a communicate that is cancelled in the moment of its end loses nothing")
  void communicate_cancelled_in_the_moment_of_its_end() {
    Subprocess child = start(KILLED.stdout(Stdio.PIPE));
    CompletionStage<ExitStatus> exit = child.waitFor(); // told before communicate is
    CompletableFuture<Output> output = child.communicate(null).toCompletableFuture();
    exit.thenRun(() -> output.cancel(false));
    loop.spin();
    loop.protocol.pipeDataReceived(1, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    loop.protocol.pipeConnectionLost(1, Optional.empty());
    loop.exit(new Exited(0));
    assertTrue(output.isCancelled());
    CompletableFuture<byte[]> late = child.stdout().readAll().toCompletableFuture();
    loop.spin();
    assertEquals(3, late.join().length);
  }

  @Test
  @DisplayName("X48 on a closed loop the creation fails, it does not throw")
  void closed_loop_fails_the_creation() {
    loop.close();
    assertTrue(failure(create(KILLED)) instanceof EventLoopClosedException);
  }

  /** Its child lives on. */
  private WeakReference<Object> communicateThatTimesOut(Subprocess child) {
    CompletableFuture<Output> output =
        child
            .communicate(null, CommunicateLimits.none().deadline(Duration.ZERO))
            .toCompletableFuture();
    while (!output.isDone()) {
      loop.spin();
    }
    return new WeakReference<>(output);
  }

  private WeakReference<Object> ownerThatCommunicates() {
    Object owner = new Object();
    Subprocess child = start(LEFT);
    child.communicate(null, LATE).whenComplete((output, failure) -> owner.hashCode());
    loop.spin();
    return new WeakReference<>(owner);
  }

  private WeakReference<Object> ownerThatWaits() {
    Object owner = new Object();
    Subprocess child = start(LEFT);
    child.waitFor().whenComplete((status, failure) -> owner.hashCode());
    loop.spin();
    return new WeakReference<>(owner);
  }

  private CompletableFuture<Subprocess> create(SubprocessSpec spec) {
    return subprocesses.createSubprocessExec(spec).toCompletableFuture();
  }

  private Subprocess start(SubprocessSpec spec) {
    CompletableFuture<Subprocess> creation = create(spec);
    loop.complete();
    return creation.join();
  }

  private static Throwable failure(CompletableFuture<?> stage) {
    return assertThrows(CompletionException.class, stage::join).getCause();
  }

  /** A loop whose children are what the test says. */
  private static final class ScriptedLoop extends SelectorEventLoop {

    private int starts;
    private Supplier<? extends SubprocessProtocol> supplier;
    private SubprocessProtocol protocol;
    private ScriptedTransport transport;
    private CompletableFuture<SubprocessTransport> creation;

    @Override
    public CompletionStage<SubprocessTransport> subprocessExec(
        Supplier<? extends SubprocessProtocol> newProtocol, SubprocessSpec spec) {
      callSoon(() -> {}); // raises when closed
      starts++;
      supplier = newProtocol;
      creation = createFuture();
      return creation;
    }

    void spin() {
      stop();
      runForever();
    }

    void complete() {
      protocol = supplier.get();
      transport = new ScriptedTransport();
      protocol.connectionMade(transport);
      creation.complete(transport);
    }

    void exit(ExitStatus status) {
      transport.status = Optional.of(status);
      protocol.processExited();
    }
  }

  private static final class ScriptedTransport implements SubprocessTransport {

    private boolean closed;
    private Optional<ExitStatus> status = Optional.empty();

    @Override
    public long getPid() {
      return 42;
    }

    @Override
    public Optional<ExitStatus> getExitStatus() {
      return status;
    }

    @Override
    public Optional<BaseTransport> getPipeTransport(int fd) {
      return Optional.empty();
    }

    @Override
    public Optional<SubprocessProtocol> getProtocol() {
      return Optional.empty();
    }

    @Override
    public void setProtocol(SubprocessProtocol protocol) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendSignal(int signal) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendSignalToGroup(int signal) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void terminate() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void kill() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public boolean isClosing() {
      return closed;
    }
  }
}
