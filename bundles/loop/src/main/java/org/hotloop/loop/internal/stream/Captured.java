package org.hotloop.loop.internal.stream;

/**
 * What a capture has of its stream.
 *
 * @param bytes the beginning
 * @param dropped how many bytes came after those, and were not kept
 */
public record Captured(byte[] bytes, long dropped) {

  /** Of a stream that is not there. */
  public static final Captured NOTHING = new Captured(new byte[0], 0);
}
