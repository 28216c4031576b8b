package org.hotloop.loop.internal.subprocess;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hotloop.EventLoopClosedException;
import org.hotloop.child.ExitStatus;
import org.hotloop.loop.internal.stream.Milestone;
import org.hotloop.loop.internal.stream.Stages;
import org.hotloop.loop.internal.stream.TransportStreamReader;
import org.hotloop.loop.internal.stream.TransportStreamWriter;
import org.hotloop.loop.internal.transport.ClosedLoopListener;
import org.hotloop.stream.StreamBusyException;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.ReadTransport;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;
import org.hotloop.transport.WriteTransport;

/**
 * asyncio's {@code SubprocessStreamProtocol}: turns a child's events into streams and stages.
 * Loop's thread only, but {@link #stdin}, {@link #output}.
 */
final class StreamsProtocol implements SubprocessProtocol, ClosedLoopListener {

  private final Optional<TransportStreamWriter> stdin;
  private final Map<Integer, TransportStreamReader> outputs;
  private final Milestone<ExitStatus> exit;
  private final Milestone<ExitStatus> drained;
  private final Runnable onOver;
  private SubprocessTransport transport;
  private Optional<Communication> communication = Optional.empty();
  private int openOutputs;
  private boolean exited;

  /**
   * @param onOver called once, when nothing more can come
   */
  StreamsProtocol(Stages stages, SubprocessSpec spec, Runnable onOver) {
    Map<Integer, TransportStreamReader> readers = new HashMap<>(4);
    if (spec.stdout() == Stdio.PIPE) {
      readers.put(1, new TransportStreamReader(stages, spec.limit()));
    }
    if (spec.stderr() == Stdio.PIPE) {
      readers.put(2, new TransportStreamReader(stages, spec.limit()));
    }
    outputs = Map.copyOf(readers);
    openOutputs = outputs.size();
    stdin =
        spec.stdin() == Stdio.PIPE
            ? Optional.of(new TransportStreamWriter(stages))
            : Optional.empty();
    exit = new Milestone<>(stages);
    drained = new Milestone<>(stages);
    this.onOver = onOver;
  }

  /** Where to write; empty where stdin is not piped. */
  Optional<TransportStreamWriter> stdin() {
    return stdin;
  }

  /** Where to read {@code fd}; empty where it is not piped. */
  Optional<TransportStreamReader> output(int fd) {
    return Optional.ofNullable(outputs.get(fd));
  }

  /** Where to read what is piped. */
  Collection<TransportStreamReader> outputs() {
    return outputs.values();
  }

  /** The end of the child, whoever holds its pipes. */
  Milestone<ExitStatus> exit() {
    return exit;
  }

  /** The end of the child and of all its pipes. */
  Milestone<ExitStatus> drained() {
    return drained;
  }

  /**
   * Makes room for a communication, and gives the child its input.
   *
   * @throws IllegalStateException where another one, or a read, is under way, or there is input and
   *     nowhere to write it; nothing was done then
   */
  void beginCommunication(Communication next, byte[] input) {
    if (communication.isPresent()) {
      throw new StreamBusyException("communicate is under way already; wait for it, or cancel it");
    }
    outputs.values().forEach(TransportStreamReader::requireIdle);
    if (input.length > 0) {
      stdin.orElseThrow(() -> LoopSubprocess.notPiped("stdin")).requireNotEnded();
    }
    communication = Optional.of(next);
    stdin.ifPresent(writer -> writer.finish(input));
  }

  /** It is over. */
  void endCommunication() {
    communication = Optional.empty();
  }

  @Override
  public void connectionMade(SubprocessTransport made) {
    transport = made;
    stdin.ifPresent(
        writer ->
            made.getPipeTransport(0).map(WriteTransport.class::cast).ifPresent(writer::connect));
    outputs.forEach(
        (fd, reader) ->
            made.getPipeTransport(fd).map(ReadTransport.class::cast).ifPresent(reader::connect));
  }

  @Override
  public void pipeDataReceived(int fd, ByteBuffer data) {
    outputs.get(fd).feed(data);
  }

  @Override
  public void pipeConnectionLost(int fd, Optional<Throwable> cause) {
    if (fd == 0) {
      stdin.ifPresent(writer -> writer.lost(cause));
    } else {
      outputs.get(fd).end(cause);
      openOutputs--;
      closeWhenOver();
    }
  }

  @Override
  public void pauseWriting() {
    stdin.ifPresent(TransportStreamWriter::pauseWriting);
  }

  @Override
  public void resumeWriting() {
    stdin.ifPresent(TransportStreamWriter::resumeWriting);
  }

  @Override
  public void processExited() {
    exited = true;
    transport.getExitStatus().ifPresent(exit::reach);
    closeWhenOver();
  }

  @Override
  public void connectionLost(Optional<Throwable> cause) {
    transport.getExitStatus().ifPresent(drained::reach);
    onOver.run();
  }

  @Override
  public void loopClosed(EventLoopClosedException cause) {
    fail(cause);
    onOver.run();
  }

  /** Every stage that waits, or comes to wait, fails; what comes from the child is dropped. */
  void fail(Throwable cause) {
    Optional<Throwable> lost = Optional.of(cause);
    outputs.values().forEach(reader -> reader.end(lost));
    stdin.ifPresent(writer -> writer.lost(lost));
    exit.fail(cause);
    drained.fail(cause);
  }

  /** The owner is gone: forgets every stage; what comes from the child is dropped. */
  void abandon() {
    outputs.values().forEach(TransportStreamReader::abandon);
    stdin.ifPresent(TransportStreamWriter::abandon);
    exit.abandon();
    drained.abandon();
    communication.ifPresent(Communication::abandon);
    communication = Optional.empty();
  }

  /** Somebody who inherited it may still hold stdin; after the exit nobody writes to him. */
  private void closeWhenOver() {
    if (exited && openOutputs == 0) {
      transport.close();
    }
  }
}
