package org.hotloop.loop.internal.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.ReadTransport;
import org.hotloop.transport.TlsSide;
import org.hotloop.transport.TlsSpec;
import org.hotloop.transport.Transport;
import org.hotloop.transport.WriteTransport;

/**
 * asyncio's {@code StreamWriter} over a transport. The protocol's side of it belongs to the loop's
 * thread.
 */
public final class TransportStreamWriter implements StreamWriter {

  private final Stages stages;
  private final FlowControl flow;
  private final Milestone<Void> closed;
  private WriteTransport transport;
  private Optional<Upgrade> upgrade = Optional.empty();
  private boolean upgrading;
  private Optional<Throwable> dropped = Optional.empty();
  private boolean ended;

  /** The transport is gone. */
  private boolean gone;

  /** It broke: that is what writers are told, whatever else they did. */
  private boolean broken;

  private volatile boolean closing;

  /** Goes over to TLS; on the loop's thread. */
  interface Upgrade {

    /** Completes {@code stage} after the handshake. */
    void begin(TlsSpec spec, TlsSide side, CompletableFuture<Void> stage);
  }

  /** Not connected yet; nobody gets it before it is. */
  public TransportStreamWriter(Stages stages) {
    this.stages = stages;
    flow = new FlowControl(stages);
    closed = new Milestone<>(stages);
  }

  @Override
  public void write(byte[] data) {
    ByteBuffer copy = ByteBuffer.wrap(data.clone());
    stages.run(() -> pass(copy));
  }

  @Override
  public CompletionStage<Void> drain() {
    return stages.request(this::drain);
  }

  @Override
  public boolean canWriteEof() {
    return transport.canWriteEof();
  }

  /** The end of a pipe is its close; a connection is still read from. */
  @Override
  public void writeEof() {
    if (!transport.canWriteEof()) {
      throw new UnsupportedOperationException("no end of one direction alone: " + transport);
    }
    if (transport instanceof ReadTransport) {
      stages.run(this::endOutput);
    } else {
      close();
    }
  }

  private void endOutput() {
    ended = true;
    transport.writeEof();
  }

  @Override
  public <T> Optional<T> getExtraInfo(ExtraInfo<T> key) {
    return transport instanceof Transport connection
        ? connection.getExtraInfo(key)
        : Optional.empty();
  }

  @Override
  public CompletionStage<Void> startTls(TlsSpec spec, TlsSide side) {
    Upgrade possible = upgrade.orElseThrow(() -> new UnsupportedOperationException("a pipe"));
    TlsSpec usable = spec.requireUsableAt(Objects.requireNonNull(side, "side"));
    return stages.request(stage -> possible.begin(usable, side, stage));
  }

  @Override
  public void close() {
    if (!closing) {
      closing = true;
      stages.run(this::end);
    }
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public CompletionStage<Void> waitClosed() {
    return stages.request(
        stage -> {
          if (gone && dropped.isPresent()) {
            stages.fail(stage, dropped.get());
          } else {
            closed.await(stage);
          }
        });
  }

  /** The transport is there. */
  public void connect(WriteTransport connected) {
    transport = connected;
    upgrading = false;
  }

  /** It can go over to TLS, by that. */
  void upgradeBy(Upgrade way) {
    upgrade = Optional.of(way);
  }

  /** Nothing can be written before the next transport is there. */
  void awaitUpgrade() {
    upgrading = true;
  }

  /** The transport's buffer is above its mark. */
  public void pauseWriting() {
    flow.pause();
  }

  /** The transport's buffer is at its low mark. */
  public void resumeWriting() {
    flow.resume();
  }

  /**
   * Raises when it was closed here. One that broke takes nothing either, but that is not its
   * writer's doing.
   */
  public void requireNotEnded() {
    if (ended) {
      throw new IllegalStateException(
          "stdin was closed already, by close() or by an earlier communicate: it takes no input");
    }
  }

  /** Writes {@code data}, which is not copied, and closes. */
  public void finish(byte[] data) {
    pass(ByteBuffer.wrap(data));
    end();
  }

  /** The transport is gone; with a cause when it broke. */
  public void lost(Optional<Throwable> cause) {
    closing = true;
    gone = true;
    if (cause.isPresent()) {
      broken = true;
      dropped = Optional.empty();
    }
    flow.lost(cause);
    cause.or(() -> dropped).ifPresentOrElse(closed::fail, () -> closed.reach(null));
  }

  /** Nobody writes any more: forgets who waits. */
  public void abandon() {
    flow.abandon();
    closed.abandon();
  }

  private void drain(CompletableFuture<Void> stage) {
    if (dropped.isPresent()) {
      stages.fail(stage, dropped.get());
    } else if (transport.isClosing()) {
      // What the last write found broken is lost in the next iteration, not yet in this one.
      stages.run(() -> flow.drain(stage));
    } else {
      flow.drain(stage);
    }
  }

  private void end() {
    ended = true;
    closing = true;
    transport.close();
  }

  /** Nobody is to believe that these bytes were written when they could not be. */
  private void pass(ByteBuffer data) {
    if (upgrading && data.hasRemaining()) {
      drop("written while TLS was started, and dropped");
    } else if ((ended || transport.isClosing()) && data.hasRemaining()) {
      drop("written after the end of the stream, and dropped");
    } else {
      transport.write(data);
    }
  }

  private void drop(String why) {
    if (!broken) {
      dropped = Optional.of(new IOException(why));
    }
  }
}
