package org.hotloop.posix.internal;

import java.util.List;
import jnr.ffi.Pointer;
import org.hotloop.posix.PosixException;
import org.hotloop.subprocess.OsString;

/** Strings as C has them, ended by NUL; an {@link OsString} has none inside. */
final class CStrings {

  /** More than any Linux takes: 6 MiB since 4.13, a quarter of the stack before. */
  private static final int MOST_BYTES = 64 << 20;

  private CStrings() {}

  /** One string. */
  static Pointer string(NativeLibrary library, OsString text) {
    byte[] bytes = text.toByteArray();
    Pointer memory = library.allocate(bytes.length + 1);
    memory.put(0, bytes, 0, bytes.length);
    return memory;
  }

  /**
   * An array that ends with NULL, with its strings behind it in the same block.
   *
   * @throws PosixException E2BIG, which is what the kernel would answer
   */
  static Pointer array(NativeLibrary library, List<OsString> strings) throws PosixException {
    int table = (strings.size() + 1) * Long.BYTES;
    Pointer memory = library.allocate(table + contentBytes(strings));
    int offset = table;
    long entry = 0;
    for (OsString string : strings) {
      byte[] bytes = string.toByteArray();
      memory.putAddress(entry, memory.address() + offset);
      memory.put(offset, bytes, 0, bytes.length);
      offset += bytes.length + 1;
      entry += Long.BYTES;
    }
    return memory;
  }

  /** What these strings take, with their NULs. */
  static long bytes(List<OsString> strings) {
    long bytes = strings.size();
    for (OsString string : strings) {
      bytes += string.length();
    }
    return bytes;
  }

  private static int contentBytes(List<OsString> strings) throws PosixException {
    long bytes = bytes(strings);
    if (bytes > MOST_BYTES) {
      throw Errno.failure("%,d bytes of arguments or environment".formatted(bytes), Errno.E2BIG);
    }
    return (int) bytes;
  }
}
