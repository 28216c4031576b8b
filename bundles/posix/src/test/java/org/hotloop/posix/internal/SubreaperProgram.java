package org.hotloop.posix.internal;

import static org.awaitility.Awaitility.await;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jnr.ffi.Pointer;
import org.hotloop.posix.Posix;

/** Becomes a subreaper, adopts an orphan, and tells when that is reaped. */
public final class SubreaperProgram {

  private static final int PR_SET_CHILD_SUBREAPER = 36;

  private SubreaperProgram() {}

  public static void main(String[] arguments) throws Exception {
    NativeLibrary library = NativeProcess.get().library();
    library.libc().prctl(PR_SET_CHILD_SUBREAPER, Pointer.wrap(library.runtime(), 1));
    Posix.get();
    Process parent = new ProcessBuilder("/bin/sh", "-c", "sleep 0.2 >&- & echo $!").start();
    String orphan = new String(parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    await().until(() -> !Files.exists(Path.of("/proc", orphan.strip())));
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write("reaped".getBytes(StandardCharsets.UTF_8));
    }
  }
}
