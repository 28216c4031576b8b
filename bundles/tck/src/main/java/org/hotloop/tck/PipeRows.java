package org.hotloop.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hotloop.tck.SubprocessRig.get;
import static org.hotloop.tck.SubprocessRig.piped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.hotloop.transport.ReadTransport;
import org.hotloop.transport.SubprocessTransport;
import org.hotloop.transport.WriteBufferLimits;
import org.hotloop.transport.WriteTransport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the transports of a child's pipes do for their protocol. */
interface PipeRows extends SubprocessRows {

  int SIGCONT = 18;

  /** Reads nothing before it is continued. */
  String SLOW_READER = "kill -STOP $$; exec cat >/dev/null";

  @Test
  @DisplayName("X27 the protocol is paused above the high mark, and resumed at the low one")
  default void pausedAndResumed() throws Exception {
    RecordingProtocol protocol = new RecordingProtocol();
    SubprocessTransport child = stopped(protocol);
    onLoop(() -> stdin(child).write(ByteBuffer.allocate(1 << 20)));
    assertEquals(List.of("made", "pause"), protocol.events());
    child.sendSignal(SIGCONT);
    Conditions.await("it is resumed", () -> protocol.events().contains("resume"));
    onLoop(() -> stdin(child).writeEof());
    get(protocol.over());
    assertEquals(
        List.of("pause", "resume"),
        protocol.events().stream().filter(List.of("pause", "resume")::contains).toList());
  }

  @Test
  @DisplayName("X27 the marks are the protocol's to set; below them it is left alone")
  default void marks() throws Exception {
    RecordingProtocol protocol = new RecordingProtocol();
    SubprocessTransport child = stopped(protocol);
    onLoop(
        () -> {
          WriteTransport stdin = stdin(child);
          assertEquals(new WriteBufferLimits(16 * 1024, 64 * 1024), stdin.getWriteBufferLimits());
          assertThrows(IllegalArgumentException.class, () -> stdin.setWriteBufferLimits(2, 1));
          assertThrows(IllegalArgumentException.class, () -> stdin.setWriteBufferLimits(-1, 1));
          stdin.setWriteBufferLimits(4 << 20);
          assertEquals(new WriteBufferLimits(1 << 20, 4 << 20), stdin.getWriteBufferLimits());
          stdin.writeLines(List.of(ByteBuffer.allocate(1 << 20), ByteBuffer.allocate(1 << 20)));
          assertEquals(List.of("made"), protocol.events());
          long buffered = stdin.getWriteBufferSize();
          assertTrue(buffered > 1 << 20 && buffered < 2 << 20, () -> buffered + " bytes");
          stdin.setWriteBufferLimits(0, 0);
          assertEquals(List.of("made", "pause"), protocol.events());
        });
    child.sendSignal(SIGCONT);
    Conditions.await("all is written", () -> protocol.events().contains("resume"));
    onLoop(() -> assertEquals(0, stdin(child).getWriteBufferSize()));
    onLoop(child::close);
    get(protocol.over());
  }

  @Test
  @DisplayName("X20 abort drops what is buffered, and nothing is taken after it")
  default void abort() throws Exception {
    RecordingProtocol protocol = new RecordingProtocol();
    SubprocessTransport child = stopped(protocol);
    onLoop(
        () -> {
          WriteTransport stdin = stdin(child);
          assertTrue(stdin.canWriteEof());
          stdin.write(ByteBuffer.allocate(1 << 20));
          stdin.writeEof();
          assertTrue(stdin.isClosing());
          stdin.abort();
          assertEquals(0, stdin.getWriteBufferSize());
          stdin.write(ByteBuffer.allocate(1));
          assertEquals(0, stdin.getWriteBufferSize());
        });
    Conditions.await("its loss is told", () -> protocol.events().contains("lost 0"));
    child.sendSignal(SIGCONT);
    get(protocol.over());
    assertEquals(0, child.getExitStatus().orElseThrow().returncode());
  }

  @Test
  @DisplayName("X23 pausing and resuming twice is as once; a closed pipe does neither")
  default void pauseTwice() throws Exception {
    RecordingProtocol protocol = new RecordingProtocol();
    SubprocessTransport cat = get(rig().loop().subprocessExec(() -> protocol, piped("cat")));
    onLoop(
        () -> {
          ReadTransport stdout = stdout(cat);
          assertTrue(stdout.isReading());
          stdout.pauseReading();
          stdout.pauseReading();
          assertFalse(stdout.isReading());
          stdin(cat).write(ByteBuffer.wrap("held\n".getBytes(UTF_8)));
          stdin(cat).writeEof();
        });
    Conditions.await("the child ends", () -> protocol.events().contains("exited"));
    rig().settle();
    assertFalse(protocol.events().contains("data 1 held\n"), protocol.events()::toString);
    onLoop(
        () -> {
          stdout(cat).resumeReading();
          stdout(cat).resumeReading();
          assertTrue(stdout(cat).isReading());
        });
    get(protocol.over());
    assertTrue(protocol.events().contains("data 1 held\n"), protocol.events()::toString);
    onLoop(
        () -> {
          stdout(cat).resumeReading();
          stdout(cat).pauseReading();
          assertFalse(stdout(cat).isReading());
        });
  }

  @Test
  @DisplayName("X27 another protocol is told from where it takes over, and nothing before")
  default void anotherProtocol() throws Exception {
    RecordingProtocol first = new RecordingProtocol();
    RecordingProtocol second = new RecordingProtocol();
    SubprocessTransport cat = get(rig().loop().subprocessExec(() -> first, piped("cat")));
    onLoop(
        () -> {
          assertSame(first, cat.getProtocol().orElseThrow());
          cat.setProtocol(second);
          assertSame(second, cat.getProtocol().orElseThrow());
          assertThrows(NullPointerException.class, () -> cat.setProtocol(null));
          stdin(cat).write(ByteBuffer.wrap("x".getBytes(UTF_8)));
          stdin(cat).writeEof();
        });
    get(second.over());
    assertEquals(List.of("made"), first.events());
    assertTrue(second.events().contains("data 1 x"), second.events()::toString);
    onLoop(
        () -> {
          cat.setProtocol(first);
          assertEquals(Optional.empty(), cat.getProtocol());
        });
  }

  private SubprocessTransport stopped(RecordingProtocol protocol) throws Exception {
    SubprocessTransport child =
        get(rig().loop().subprocessExec(() -> protocol, piped("/bin/sh", "-c", SLOW_READER)));
    Conditions.await("it has stopped", () -> ProcFs.isStopped(child.getPid()));
    return child;
  }

  private void onLoop(Runnable work) throws Exception {
    rig()
        .onLoop(
            () -> {
              work.run();
              return null;
            });
  }

  private static WriteTransport stdin(SubprocessTransport child) {
    return (WriteTransport) child.getPipeTransport(0).orElseThrow();
  }

  private static ReadTransport stdout(SubprocessTransport child) {
    return (ReadTransport) child.getPipeTransport(1).orElseThrow();
  }
}
