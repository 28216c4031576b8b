package org.hotloop.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hotloop.tck.SubprocessRig.get;
import static org.hotloop.tck.SubprocessRig.piped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.hotloop.child.Signaled;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.SubprocessTransport;
import org.hotloop.transport.WriteTransport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a protocol is told, and what its transport does. */
interface ProtocolRows extends SubprocessRows {

  @Test
  @DisplayName("X20 closing the transport kills a running child, which is reaped")
  default void closeKills() throws Exception {
    RecordingProtocol protocol = new RecordingProtocol();
    SubprocessTransport sleep = connect(protocol, "sleep", "60");
    close(sleep);
    get(protocol.over());
    assertEquals(Optional.of(new Signaled(9, false)), sleep.getExitStatus());
    assertEquals("over", last(protocol.events()));
  }

  @Test
  @DisplayName("X20 closing it with something buffered, too")
  default void closeKillsWithAFullBuffer() throws Exception {
    RecordingProtocol protocol = new RecordingProtocol();
    SubprocessTransport sleep = connect(protocol, "sleep", "60");
    rig()
        .onLoop(
            () -> {
              stdin(sleep).write(ByteBuffer.allocate(1 << 20));
              assertTrue(stdin(sleep).getWriteBufferSize() > 0);
              sleep.close();
              return null;
            });
    get(protocol.over());
    assertEquals(-9, sleep.getExitStatus().orElseThrow().returncode());
  }

  @Test
  @DisplayName("X27 made, data, the loss of each pipe, the exit among them, at last over")
  default void order() throws Exception {
    RecordingProtocol protocol = new RecordingProtocol();
    SubprocessTransport child = connect(protocol, "/bin/sh", "-c", "read line; echo $line");
    rig()
        .onLoop(
            () -> {
              stdin(child).write(ByteBuffer.wrap("hello\n".getBytes(UTF_8)));
              return null;
            });
    get(protocol.over());
    List<String> events = protocol.events();
    assertEquals("made", events.get(0));
    assertEquals("over", last(events));
    assertTrue(events.indexOf("data 1 hello\n") < events.indexOf("lost 1"), events.toString());
    assertEquals(
        List.of("data 1 hello\n", "exited", "lost 0", "lost 1", "lost 2", "made", "over"),
        events.stream().sorted().toList());
  }

  @Test
  @DisplayName("X27 without pipes: made, exited, over")
  default void orderWithoutPipes() throws Exception {
    RecordingProtocol protocol = new RecordingProtocol();
    get(rig().loop().subprocessExec(() -> protocol, SubprocessSpec.exec("/bin/true")));
    get(protocol.over());
    assertEquals(List.of("made", "exited", "over"), protocol.events());
  }

  @Test
  @DisplayName("X27 the exit is told while a grandchild holds the pipes, and over is not")
  default void grandchildHoldsThePipe() throws Exception {
    RecordingProtocol protocol = new RecordingProtocol();
    String script = "exec 3<&0; (read line <&3; echo $line) & exit 3";
    SubprocessTransport child = connect(protocol, "/bin/sh", "-c", script);
    Conditions.await("the exit is told", () -> protocol.events().contains("exited"));
    assertEquals(3, child.getExitStatus().orElseThrow().returncode());
    assertEquals(List.of("made", "exited"), protocol.events());
    rig()
        .onLoop(
            () -> {
              stdin(child).write(ByteBuffer.wrap("late\n".getBytes(UTF_8)));
              return null;
            });
    get(protocol.over());
    assertTrue(protocol.events().contains("data 1 late\n"), protocol.events().toString());
  }

  @Test
  @DisplayName("X23 a protocol that pauses a pipe is told nothing of it until it resumes")
  default void pausedPipeIsSilent() throws Exception {
    PausingProtocol protocol = new PausingProtocol();
    get(rig().loop().subprocessExec(() -> protocol, piped("head", "-c", "300000", "/dev/zero")));
    while (!protocol.over().isDone()) {
      rig().settle();
      rig().onLoop(protocol::resume);
    }
    assertEquals(300_000, protocol.received());
    assertEquals(0, protocol.deliveriesWhilePaused());
  }

  @Test
  @DisplayName("X32 closing after the end, or twice, does nothing more")
  default void closeAfterTheEnd() throws Exception {
    RecordingProtocol protocol = new RecordingProtocol();
    SubprocessTransport child = connect(protocol, "true");
    get(protocol.over());
    List<String> events = protocol.events();
    close(child);
    close(child);
    rig().settle();
    assertEquals(events, protocol.events());
    assertTrue(child.isClosing());
  }

  @Test
  @DisplayName("X33 toString tells the pid and whether it runs, or its return code")
  default void toStringTells() throws Exception {
    RecordingProtocol protocol = new RecordingProtocol();
    SubprocessTransport cat = connect(protocol, "cat");
    String running = cat.toString();
    assertTrue(running.contains("pid=" + cat.getPid()), running);
    assertTrue(running.contains("running"), running);
    assertTrue(running.contains("stdin=open"), running);
    rig()
        .onLoop(
            () -> {
              stdin(cat).writeEof();
              return null;
            });
    get(protocol.over());
    assertTrue(cat.toString().contains("returncode=0"), cat.toString());
    assertTrue(cat.toString().contains("stdin=closed"), cat.toString());
  }

  private SubprocessTransport connect(RecordingProtocol protocol, String... command)
      throws Exception {
    return get(rig().loop().subprocessExec(() -> protocol, piped(command)));
  }

  private void close(SubprocessTransport transport) throws Exception {
    rig()
        .onLoop(
            () -> {
              transport.close();
              return null;
            });
  }

  private static WriteTransport stdin(SubprocessTransport transport) {
    return (WriteTransport) transport.getPipeTransport(0).orElseThrow();
  }

  private static String last(List<String> events) {
    return events.get(events.size() - 1);
  }
}
