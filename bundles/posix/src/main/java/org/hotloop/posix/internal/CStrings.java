package org.hotloop.posix.internal;

import java.util.List;
import jnr.ffi.Pointer;
import org.hotloop.subprocess.OsString;

/** Strings as C has them, ended by NUL; an {@link OsString} has none inside. */
final class CStrings {

  private CStrings() {}

  /** One string. */
  static Pointer string(NativeLibrary library, OsString text) {
    byte[] bytes = text.toByteArray();
    Pointer memory = library.allocate(bytes.length + 1);
    memory.put(0, bytes, 0, bytes.length);
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
}
