package org.hotloop.loop.internal.tls;

import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * asyncio's {@code SSLObject} between its two {@code MemoryBIO}s, on the JDK's engine: what the
 * peer sent is given and unwrapped record by record; records for the peer are gathered, and sent
 * together. Loop's thread only.
 */
final class TlsEngine {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine ssl;
  private final SpareBuffers spares;
  private final Consumer<ByteBuffer> sender;
  private final Undecrypted received = new Undecrypted();
  private ByteBuffer unsent; // null while nothing is

  /** What an attempt to unwrap came to. */
  enum Unwrapped {
    /** A record is read, or begun to be: the buffer has what was in it for us, perhaps nothing. */
    RECORD,
    /** There is no whole record yet. */
    NOTHING,
    /** The peer has ended its side. */
    END
  }

  /**
   * @param sender takes all that it is given, and keeps nothing of the buffer
   */
  TlsEngine(SSLEngine ssl, SpareBuffers spares, Consumer<ByteBuffer> sender) {
    this.ssl = ssl;
    this.spares = spares;
    this.sender = sender;
  }

  /** Begins the handshake. */
  void begin() throws SSLException {
    ssl.beginHandshake();
  }

  /** What the engine needs to go on. */
  HandshakeStatus status() {
    return ssl.getHandshakeStatus();
  }

  /** Whether it has more to say or to hear before data goes through, or was closed. */
  boolean isHandshaking() {
    return status() != HandshakeStatus.NOT_HANDSHAKING;
  }

  /** Work that may block, for another thread; meanwhile nothing else here may be called. */
  Callable<Void> tasks() {
    return () -> {
      for (Runnable task; (task = ssl.getDelegatedTask()) != null; ) {
        task.run();
      }
      return null;
    };
  }

  SSLSession session() {
    return ssl.getSession();
  }

  /** What was agreed on; empty where nothing was. */
  String applicationProtocol() {
    return ssl.getApplicationProtocol();
  }

  /** The peer sent this. */
  void receive(ByteBuffer data) {
    received.append(data);
  }

  /** Empty, with room for what is in a record; to be given back. */
  ByteBuffer takeRoom() {
    return spares.take(ssl.getSession().getApplicationBufferSize());
  }

  void giveBack(ByteBuffer room) {
    spares.giveBack(room);
  }

  /** Unwraps the next record into {@code room}. */
  Unwrapped unwrap(ByteBuffer room) throws SSLException {
    HandshakeStatus before = status();
    SSLEngineResult result = ssl.unwrap(received.bytes(), room);
    received.trim();
    return switch (result.getStatus()) {
      case CLOSED -> Unwrapped.END;
      case BUFFER_UNDERFLOW -> Unwrapped.NOTHING;
      case BUFFER_OVERFLOW -> roomierThan(room);
      case OK -> hasMoved(result, before) ? Unwrapped.RECORD : Unwrapped.NOTHING;
    };
  }

  /** A record of more than the usual size lets the engine ask for more room. */
  private Unwrapped roomierThan(ByteBuffer room) throws SSLException {
    if (ssl.getSession().getApplicationBufferSize() <= room.capacity()) {
      throw new SSLException("a record is larger than the engine itself allows");
    }
    return Unwrapped.RECORD;
  }

  /** Whether the peer has ended its side. */
  boolean isInboundDone() {
    return ssl.isInboundDone();
  }

  /** Wraps a record of what the engine has to say itself; whether that took it further. */
  boolean wrap() throws SSLException {
    return wrap(NOTHING);
  }

  /** As {@link #wrap()}, or else of {@code data}, from which what is wrapped is taken. */
  boolean wrap(ByteBuffer data) throws SSLException {
    int size = ssl.getSession().getPacketBufferSize();
    if (unsent != null && unsent.remaining() < size) {
      send();
    }
    if (unsent == null) {
      unsent = spares.take(size);
    }
    HandshakeStatus before = status();
    return hasMoved(ssl.wrap(data, unsent), before);
  }

  private boolean hasMoved(SSLEngineResult result, HandshakeStatus before) {
    return result.bytesConsumed() > 0 || result.bytesProduced() > 0 || status() != before;
  }

  /** Sends what was wrapped. */
  void send() {
    if (unsent != null) {
      ByteBuffer records = unsent;
      unsent = null;
      sender.accept(records.flip());
      spares.giveBack(records);
    }
  }

  /** After a failure: sends what the engine has to say of it, if it has. */
  void sendAlert() {
    try {
      boolean more = true;
      while (more && status() == HandshakeStatus.NEED_WRAP) {
        more = wrap();
      }
    } catch (SSLException e) {
      return; // the failure before this one is the one to be told
    }
    send();
  }

  /** Whether nothing can be wrapped any more. */
  boolean isOutboundDone() {
    return ssl.isOutboundDone();
  }

  /** Has the engine say that nothing more comes. */
  void closeOutbound() {
    ssl.closeOutbound();
  }
}
