package org.hotloop.loop.internal.sock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import org.hotloop.transport.SendfileException;

/** A part of a file on its way, and how much of it has gone. One thread at a time. */
public final class FileSend {

  /** The most that one call sends: who has much may not keep the loop from others. */
  private static final int CHUNK = 256 * 1024;

  private final FileChannel file;
  private final long offset;
  private final long count;
  private long sent;

  /**
   * None of it has gone.
   *
   * @throws IllegalArgumentException when {@code offset} or {@code count} is negative
   */
  public FileSend(FileChannel file, long offset, long count) {
    if (offset < 0 || count < 0) {
      throw new IllegalArgumentException(
          "offset or count is negative: %d, %d".formatted(offset, count));
    }
    this.file = Objects.requireNonNull(file, "file");
    this.offset = offset;
    this.count = count;
  }

  /** How many bytes have gone. */
  public long sent() {
    return sent;
  }

  /**
   * Lets the kernel send as much as {@code target} takes now, within reason. Blocks where the disk
   * has to be waited for.
   *
   * @return whether all of it has gone
   */
  public boolean push(WritableByteChannel target) throws SendfileException {
    try {
      long moved = file.transferTo(offset + sent, Math.min(CHUNK, count - sent), target);
      sent += moved;
      return sent == count || (moved == 0 && atEnd());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Reads what comes next, as much as there is room for. Blocks.
   *
   * @return false at the end
   */
  public boolean read(ByteBuffer room) throws SendfileException {
    room.limit((int) Math.min(room.limit(), count - sent));
    try {
      return room.hasRemaining() && file.read(room, offset + sent) > 0;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** So much more has gone, of what was read. */
  public void advance(int bytes) {
    sent += bytes;
  }

  /** With how much has gone. */
  public SendfileException failure(IOException cause) {
    return new SendfileException(sent, cause);
  }

  /** Nothing has gone: either the file ends here, or its target was full. */
  private boolean atEnd() throws IOException {
    return offset + sent >= file.size();
  }
}
