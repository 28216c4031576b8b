package org.hotloop.posix.internal;

import com.kenai.jffi.Library;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jnr.ffi.Pointer;
import org.hotloop.posix.PosixUnavailableException;
import org.hotloop.subprocess.OsString;

/** {@code environ}: this process's environment where the C library has it. */
final class ProcessEnvironment {

  private static final String NAME = "environ";

  private final NativeLibrary library;

  /** Where the variable is: it is the program's own where that has one, else the C library's. */
  private final Pointer environ;

  ProcessEnvironment(NativeLibrary library) {
    this.library = library;
    long address = Library.getDefault().getSymbolAddress(NAME);
    if (address == 0) {
      throw new PosixUnavailableException("this process has no variable " + NAME, null);
    }
    environ = Pointer.wrap(library.runtime(), address);
  }

  /** The array of strings itself, not a copy, for a call that only reads it. */
  Pointer memory() {
    Pointer array = environ.getPointer(0);
    return array == null ? library.allocate(Long.BYTES) : array; // clearenv leaves none
  }

  List<OsString> entries() {
    List<OsString> entries = new ArrayList<>();
    Pointer array = memory();
    for (Pointer entry = array.getPointer(0); entry != null; ) {
      entries.add(string(entry));
      entry = array.getPointer((long) entries.size() * Long.BYTES);
    }
    return entries;
  }

  Optional<OsString> variable(OsString name) {
    Pointer copied = CStrings.string(library, name);
    Pointer value = library.libc().getenv(copied);
    Reference.reachabilityFence(copied);
    return Optional.ofNullable(value).map(ProcessEnvironment::string);
  }

  private static OsString string(Pointer memory) {
    byte[] bytes = new byte[memory.indexOf(0, (byte) 0)];
    memory.get(0, bytes, 0, bytes.length);
    return OsString.of(bytes);
  }
}
