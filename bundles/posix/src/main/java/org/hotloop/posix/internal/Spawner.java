package org.hotloop.posix.internal;

import java.io.File;
import java.lang.ref.Reference;
import java.util.Optional;
import jnr.ffi.Pointer;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;

/** {@code posix_spawn}. Any thread; each spawn uses memory of its own. */
final class Spawner {

  private final NativeLibrary library;
  private final SpawnAttributes attributes;

  Spawner(NativeLibrary library) {
    this.library = library;
    attributes = new SpawnAttributes(library);
  }

  /** Lasts until the child's exec has succeeded or failed; answers the pid. */
  long spawn(SpawnRequest request) throws PosixException {
    try (FileActions actions = new FileActions(library)) {
      for (StdioPlan.Dup dup :
          StdioPlan.of(request.stdin(), request.stdout(), request.stderr()).dups()) {
        actions.dup2(dup.from(), dup.to());
      }
      actions.closeFrom(StdioPlan.STREAMS);
      if (request.cwd().isPresent()) {
        actions.chdir(request.cwd().get());
      }
      return spawn(request, actions);
    }
  }

  private long spawn(SpawnRequest request, FileActions actions) throws PosixException {
    Pointer pid = library.allocate(Integer.BYTES);
    Pointer path = CStrings.string(library, request.path());
    Pointer argv = CStrings.array(library, request.argv());
    Pointer envp = CStrings.array(library, request.envp());
    try {
      int error =
          library.libc().posix_spawn(pid, path, actions.memory(), attributes.memory(), argv, envp);
      if (error != 0) {
        throw Errno.failure(what(request), error);
      }
      return pid.getInt(0);
    } finally {
      // jnr frees memory with its object, and the call knows only the address
      Reference.reachabilityFence(pid);
      Reference.reachabilityFence(path);
      Reference.reachabilityFence(argv);
      Reference.reachabilityFence(envp);
    }
  }

  /** The kernel does not say whether it was the program or the folder that it refused. */
  private static String what(SpawnRequest request) {
    Optional<String> badCwd = request.cwd().filter(cwd -> !new File(cwd).isDirectory());
    return badCwd.map(cwd -> "chdir to " + cwd).orElse("spawn of " + request.path());
  }
}
