package org.hotloop.posix.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import jnr.ffi.Pointer;

/** Strings as C has them: UTF-8, ended by NUL. Whoever made them checked that none is inside. */
final class CStrings {

  private CStrings() {}

  /** One string. */
  static Pointer string(NativeLibrary library, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Pointer memory = library.allocate(bytes.length + 1);
    memory.put(0, bytes, 0, bytes.length);
    return memory;
  }

  /** An array that ends with NULL, with its strings behind it in the same block. */
  static Pointer array(NativeLibrary library, List<String> texts) {
    List<byte[]> strings = texts.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
    int table = (strings.size() + 1) * Long.BYTES;
    int size = strings.stream().mapToInt(s -> s.length + 1).reduce(table, Math::addExact);
    Pointer memory = library.allocate(size);
    int offset = table;
    for (int i = 0; i < strings.size(); i++) {
      byte[] bytes = strings.get(i);
      memory.putAddress((long) i * Long.BYTES, memory.address() + offset);
      memory.put(offset, bytes, 0, bytes.length);
      offset += bytes.length + 1;
    }
    return memory;
  }
}
