package org.hotloop.loop.internal.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotloop.ExceptionContext;
import org.hotloop.child.Exited;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.subprocess.OwnerStop;
import org.hotloop.subprocess.ProcessGroup;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The moments that real children meet too seldom; no child has this pid, so none is signalled. */
class ChildTransportTest {

  private static final long PID = Integer.MAX_VALUE;

  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final SubprocessStarter starter = Launch.starter(loop);
  private final Events protocol = new Events();
  private final ChildTransport transport =
      new ChildTransport(
          loop,
          starter,
          OwnerStop.KILL,
          new Child(PID, ProcessGroup.INHERITED, new ScriptedWatcher()),
          Map.of());

  @AfterEach
  void closeLoop() {
    starter.close();
    loop.close();
  }

  @Test
  @DisplayName("X27 an exit that comes before the protocol is told after connectionMade")
  void early_exit_is_held() {
    transport.exited(PID, new Exited(0));
    spin();
    transport.connect(protocol);
    assertEquals(List.of("made"), protocol.events);
    spin();
    assertEquals(List.of("made", "exited", "over"), protocol.events);
  }

  @Test
  @DisplayName("X27 an exit that is on its way while the protocol connects is told once")
  void exit_on_its_way_is_told_once() {
    transport.exited(PID, new Exited(0));
    transport.connect(protocol);
    spin();
    assertEquals(List.of("made", "exited", "over"), protocol.events);
  }

  @Test
  @DisplayName("X48 once discarded it tells nobody, whatever is on its way")
  void discarded_tells_nobody() {
    transport.connect(protocol);
    transport.exited(PID, new Exited(0));
    transport.discard();
    spin();
    assertEquals(List.of("made"), protocol.events);
    assertEquals(Optional.of(new Exited(0)), transport.getExitStatus());
  }

  @Test
  @DisplayName("X48 an exit after the loop was closed harms nobody")
  void exit_after_the_loop_was_closed() {
    transport.connect(protocol);
    loop.close();
    transport.exited(PID, new Exited(0));
    assertEquals(List.of("made"), protocol.events);
  }

  @Test
  @DisplayName("L20 what the protocol throws reaches the exception handler, and it goes on")
  void throwing_protocol_goes_on() {
    List<ExceptionContext> reported = new ArrayList<>();
    loop.setExceptionHandler((where, context) -> reported.add(context));
    protocol.failing = true;
    transport.connect(protocol);
    transport.exited(PID, new Exited(0));
    spin();
    assertEquals(List.of("made", "exited", "over"), protocol.events);
    assertEquals(3, reported.size());
    assertTrue(reported.get(0).message().contains("connectionMade"), reported::toString);
  }

  @Test
  @DisplayName("X33 its text tells the return code as soon as the exit was seen")
  void text() {
    assertTrue(transport.toString().contains("running"), transport::toString);
    transport.exited(PID, new Exited(4));
    assertTrue(transport.toString().contains("returncode=4"), transport::toString);
    assertFalse(transport.toString().contains("closed"), transport::toString);
  }

  private void spin() {
    for (int iteration = 0; iteration < 3; iteration++) {
      loop.stop();
      loop.runForever();
    }
  }

  private static final class Events implements SubprocessProtocol {

    private final List<String> events = new ArrayList<>();
    private boolean failing;

    @Override
    public void connectionMade(SubprocessTransport made) {
      add("made");
    }

    @Override
    public void processExited() {
      add("exited");
    }

    @Override
    public void connectionLost(Optional<Throwable> cause) {
      add("over");
    }

    private void add(String event) {
      events.add(event);
      if (failing) {
        throw new IllegalStateException(event);
      }
    }
  }
}
