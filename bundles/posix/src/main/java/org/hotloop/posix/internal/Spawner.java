package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import jnr.constants.platform.Sysconf;
import jnr.ffi.Pointer;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.Attributes;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.subprocess.OsString;

/** {@code posix_spawn}. Any thread; what a spawn uses is kept for those that are alike. */
final class Spawner {

  /** The kernel's MAX_ARG_STRLEN with pages of 4 KiB, NUL included. */
  private static final int MOST_BYTES_OF_ONE = 131_072;

  private final NativeLibrary library;
  private final ProcessEnvironment environment;
  private final SpawnAttributes ordinary;
  private final FileActionsCache ordinaryActions;

  Spawner(NativeLibrary library) {
    this.library = library;
    environment = new ProcessEnvironment(library);
    ordinary = new SpawnAttributes(library, Attributes.ORDINARY);
    ordinaryActions = new FileActionsCache(library);
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
    Optional<OsString> cwd = request.program().cwd();
    if (cwd.isEmpty()) {
      try (FileActionsCache.Shared shared = ordinaryActions.take(request.descriptors())) {
        return spawn(request, shared.actions());
      }
    }
    try (FileActions actions = new FileActions(library)) {
      actions.carryOut(DescriptorPlan.of(request.descriptors()));
      actions.chdir(cwd.get());
      return spawn(request, actions);
    }
  }

  private long spawn(SpawnRequest request, FileActions actions) throws PosixException {
    if (SpawnAttributes.areShared(request.attributes())) {
      return spawn(request.program(), actions, ordinary);
    }
    try (SpawnAttributes own = new SpawnAttributes(library, request.attributes())) {
      return spawn(request.program(), actions, own);
    }
  }

  private long spawn(Program program, FileActions actions, SpawnAttributes attributes)
      throws PosixException {
    SpawnMemory memory = SpawnMemory.of(library, program);
    Pointer path = memory.string(program.path());
    Pointer argv = memory.array(program.argv());
    Pointer envp =
        program.envp().isPresent() ? memory.array(program.envp().get()) : environment.memory();
    try {
      int error =
          library
              .libc()
              .posix_spawn(memory.pid(), path, actions.memory(), attributes.memory(), argv, envp);
      if (error != 0) {
        throw Errno.failure(what(program, error), error);
      }
      return memory.pid().getInt(0);
    } finally {
      // jnr frees memory with its object, and the call knows only the address
      Reference.reachabilityFence(memory);
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
