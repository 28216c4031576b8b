package org.hotloop.posix.internal;

import java.util.List;
import jnr.ffi.Pointer;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.subprocess.OsString;

/**
 * What {@code posix_spawn} reads and fills in, in one block: the pid, the path, the arguments and,
 * where the child has an environment of its own, that. The block is the thread's, kept from one
 * spawn to the next; a large one goes with its spawn.
 */
final class SpawnMemory {

  /** Most of what people start fits in. */
  private static final int KEPT_BYTES = 64 << 10;

  /** More than any Linux takes: 6 MiB since 4.13, a quarter of the stack before. */
  private static final int MOST_BYTES = 64 << 20;

  private static final ThreadLocal<Pointer> KEPT = new ThreadLocal<>();

  private final Pointer block;
  private int end = Long.BYTES; // behind the pid

  private SpawnMemory(Pointer block) {
    this.block = block;
  }

  /**
   * Room for {@code program}.
   *
   * @throws PosixException E2BIG, which is what the kernel would answer
   */
  static SpawnMemory of(NativeLibrary library, Program program) throws PosixException {
    long bytes = Long.BYTES + program.path().length() + 1 + bytesOfArray(program.argv());
    if (program.envp().isPresent()) {
      bytes += bytesOfArray(program.envp().get());
    }
    if (bytes > MOST_BYTES) {
      throw Errno.failure("%,d bytes of arguments and environment".formatted(bytes), Errno.E2BIG);
    }
    return new SpawnMemory(bytes <= KEPT_BYTES ? ofThread(library) : library.allocate((int) bytes));
  }

  /** Where the pid is to be written. */
  Pointer pid() {
    return block;
  }

  /** Adds a string, ended by NUL; an {@link OsString} has none inside. */
  Pointer string(OsString text) {
    return block.slice(append(text));
  }

  /** Adds an array that ends with NULL, with its strings behind it. */
  Pointer array(List<OsString> strings) {
    int table = align(end);
    end = table + (strings.size() + 1) * Long.BYTES;
    long entry = table;
    for (OsString string : strings) {
      block.putAddress(entry, block.address() + append(string));
      entry += Long.BYTES;
    }
    block.putAddress(entry, 0);
    return block.slice(table);
  }

  private int append(OsString text) {
    int start = end;
    byte[] bytes = text.toByteArray();
    block.put(start, bytes, 0, bytes.length);
    block.putByte(start + bytes.length, (byte) 0);
    end = start + bytes.length + 1;
    return start;
  }

  private static Pointer ofThread(NativeLibrary library) {
    Pointer kept = KEPT.get();
    if (kept == null) {
      kept = library.allocate(KEPT_BYTES);
      KEPT.set(kept);
    }
    return kept;
  }

  /** With its table, which may have to be aligned first. */
  private static long bytesOfArray(List<OsString> strings) {
    return (strings.size() + 2L) * Long.BYTES + CStrings.bytes(strings);
  }

  private static int align(int offset) {
    return (offset + Long.BYTES - 1) & -Long.BYTES;
  }
}
