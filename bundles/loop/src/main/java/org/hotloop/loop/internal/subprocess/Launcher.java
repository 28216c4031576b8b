package org.hotloop.loop.internal.subprocess;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.posix.Children;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.Attributes;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.posix.Surroundings;
import org.hotloop.subprocess.Environment;
import org.hotloop.subprocess.OsString;
import org.hotloop.subprocess.ProcessGroup;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SubprocessSpec;

/** Makes a child of a spec: looks up, opens, spawns and registers. On a spawning thread. */
final class Launcher {

  private static final int SIGKILL = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventLoop loop;
  private final SubprocessStarter starter;
  private final ChildWatcher watcher;

  Launcher(EventLoop loop, SubprocessStarter starter, ChildWatcher watcher) {
    this.loop = loop;
    this.starter = starter;
    this.watcher = watcher;
  }

  /**
   * Starts a child whose exit is watched; its pipes' ends are in its transport.
   *
   * @throws SpawnException when there is no child
   * @throws IllegalStateException when the watcher is not active or refuses the child
   */
  ChildTransport launch(SubprocessSpec spec) throws SpawnException {
    Posix posix = Posix.get();
    ChildView view = new ChildView(posix.surroundings(), spec.cwd().map(OsString::of));
    WorkingDirectory.check(view);
    Optional<List<OsString>> envp = environment(spec, posix.surroundings());
    OsString path = new ProgramLookup(view, () -> searchPath(envp, view)).resolve(spec.program());
    Program program = new Program(path, spec.arguments(), envp, view.cwd());
    try (ChildStreams streams = ChildStreams.open(posix, spec)) {
      SpawnRequest request = new SpawnRequest(program, streams.table(), attributes(spec));
      ChildTransport child = spawn(posix.children(), request, spec, streams.parentEnds());
      streams.leaveParentEnds();
      return child;
    } catch (PosixException e) {
      throw new SpawnFailure(spec, view, posix.descriptors(), path).explain(e);
    }
  }

  private ChildTransport spawn(
      Children children,
      SpawnRequest request,
      SubprocessSpec spec,
      Map<Integer, Descriptor> pipeEnds)
      throws PosixException {
    long orphan;
    Throwable refusal;
    ForkGuard guard = watcher.enter();
    try (guard) {
      requireActive();
      long pid = children.spawn(request);
      try {
        ChildTransport child =
            new ChildTransport(
                loop, starter, spec.onOwnerStop(), new Child(pid, spec.group(), watcher), pipeEnds);
        watcher.addChildHandler(pid, child::exited);
        return child;
      } catch (RuntimeException | Error e) {
        orphan = pid;
        refusal = e;
      }
    }
    // Outside the guard, since it takes as long as the child takes to die.
    killAndReap(children, orphan);
    if (refusal instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) refusal;
  }

  private void requireActive() {
    if (!watcher.isActive()) {
      throw new IllegalStateException(
          "the child watcher (%s) is not active: attach it to a running event loop before starting"
                  .formatted(watcher)
              + " children; no child was started");
    }
  }

  /** Nobody else will wait for this one: an orphan of ours may not remain. */
  private static void killAndReap(Children children, long pid) throws PosixException {
    children.signal(pid, SIGKILL);
    new Orphans(children, PATIENCE).reap(pid);
  }

  /** Empty where it is this process's, which then need not be copied. */
  private static Optional<List<OsString>> environment(SubprocessSpec spec, Surroundings here) {
    return spec.env().equals(Environment.inherited())
        ? Optional.empty()
        : Optional.of(spec.env().entries(here.environment()));
  }

  private static SearchPath searchPath(Optional<List<OsString>> envp, ChildView view) {
    return envp.map(SearchPath::in)
        .orElseGet(() -> SearchPath.of(view.surroundings().variable(SearchPath.variable())));
  }

  private static Attributes attributes(SubprocessSpec spec) {
    boolean ordinary =
        spec.group() == ProcessGroup.INHERITED && spec.umask().isEmpty() && spec.nice().isEmpty();
    return ordinary
        ? Attributes.ORDINARY
        : new Attributes(
            spec.group() == ProcessGroup.NEW_SESSION,
            processGroup(spec.group()),
            spec.umask(),
            spec.nice());
  }

  /** As {@link Attributes#processGroup}, for which 0 is one of its own. */
  private static OptionalInt processGroup(ProcessGroup group) {
    if (group instanceof ProcessGroup.Existing existing) {
      return OptionalInt.of((int) existing.pgid());
    }
    return group == ProcessGroup.NEW ? OptionalInt.of(0) : OptionalInt.empty();
  }
}
