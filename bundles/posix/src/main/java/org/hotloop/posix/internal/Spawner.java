package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import java.util.List;
import jnr.constants.platform.Sysconf;
import jnr.ffi.Pointer;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.Attributes;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.subprocess.OsString;

/** {@code posix_spawn}. Any thread; each spawn uses memory of its own. */
final class Spawner {

  /** The kernel's MAX_ARG_STRLEN with pages of 4 KiB, NUL included. */
  private static final int MOST_BYTES_OF_ONE = 131_072;

  private final NativeLibrary library;
  private final ProcessEnvironment environment;
  private final SpawnAttributes ordinary;

  Spawner(NativeLibrary library) {
    this.library = library;
    environment = new ProcessEnvironment(library);
    ordinary = new SpawnAttributes(library, Attributes.ORDINARY);
  }

  /** Lasts until the child's exec has succeeded or failed; answers the pid. */
  long spawn(SpawnRequest request) throws PosixException {
    Attributes attributes = request.attributes();
    return SpawnThread.isNeededFor(attributes)
        ? new SpawnThread(library, attributes, () -> spawnHere(request)).spawn()
        : spawnHere(request);
  }

  /** The child inherits what is the thread's own: its niceness, perhaps its umask. */
  private long spawnHere(SpawnRequest request) throws PosixException {
    try (FileActions actions = new FileActions(library)) {
      actions.carryOut(DescriptorPlan.of(request.descriptors()));
      if (request.program().cwd().isPresent()) {
        actions.chdir(request.program().cwd().get());
      }
      if (SpawnAttributes.areShared(request.attributes())) {
        return spawn(request.program(), actions, ordinary);
      }
      try (SpawnAttributes own = new SpawnAttributes(library, request.attributes())) {
        return spawn(request.program(), actions, own);
      }
    }
  }

  private long spawn(Program program, FileActions actions, SpawnAttributes attributes)
      throws PosixException {
    Pointer pid = library.allocate(Integer.BYTES);
    Pointer path = CStrings.string(library, program.path());
    Pointer argv = CStrings.array(library, program.argv());
    Pointer envp =
        program.envp().isPresent()
            ? CStrings.array(library, program.envp().get())
            : environment.memory();
    try {
      int error =
          library.libc().posix_spawn(pid, path, actions.memory(), attributes.memory(), argv, envp);
      if (error != 0) {
        throw Errno.failure(what(program, error), error);
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

  private String what(Program program, int error) {
    String spawn = "spawn of " + program.path();
    return error == Errno.E2BIG ? spawn + tooMuch(program) : spawn;
  }

  private String tooMuch(Program program) {
    List<OsString> envp = program.envp().orElseGet(environment::entries);
    return " with %,d bytes of arguments and %,d of environment; one may have %,d, all together %,d"
        .formatted(
            CStrings.bytes(program.argv()),
            CStrings.bytes(envp),
            MOST_BYTES_OF_ONE,
            library.posix().sysconf(Sysconf._SC_ARG_MAX));
  }
}
