package org.hotloop.loop.internal.subprocess;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.posix.Children;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.subprocess.Environment;
import org.hotloop.subprocess.OsString;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;
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
    Map<String, String> env = variables(spec.env());
    String path = new ProgramLookup(spec.cwd(), env).resolve(spec.program().toString());
    if (spec.cwd().isPresent()) {
      WorkingDirectory.check(spec.cwd().get());
    }
    Posix posix = Posix.get();
    try (ChildPipes pipes = ChildPipes.open(posix.descriptors(), spec)) {
      ChildTransport child =
          spawn(posix.children(), request(spec, path, env, pipes), spec, pipes.parentEnds());
      pipes.leaveParentEnds();
      return child;
    } catch (PosixException e) {
      throw new SpawnException(Reason.OTHER, message(spec, path, e), e.errno(), e.errnoName(), e);
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
                loop, starter, spec.onOwnerStop(), new Child(pid, watcher), pipeEnds);
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

  private static SpawnRequest request(
      SubprocessSpec spec, String path, Map<String, String> env, ChildPipes pipes) {
    List<String> envp =
        env.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
    return new SpawnRequest(
        path,
        spec.arguments().stream().map(OsString::toString).toList(),
        envp,
        spec.cwd().map(Path::toString),
        pipes.stdin(),
        pipes.stdout(),
        pipes.stderr());
  }

  private static Map<String, String> variables(Environment environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    List<OsString> inherited =
        System.getenv().entrySet().stream()
            .map(entry -> OsString.of(entry.getKey() + "=" + entry.getValue()))
            .toList();
    for (OsString entry : environment.entries(inherited)) {
      String[] nameAndValue = entry.toString().split("=", 2);
      variables.put(nameAndValue[0], nameAndValue[1]);
    }
    return variables;
  }

  private static String message(SubprocessSpec spec, String path, PosixException cause) {
    String where = spec.cwd().map(directory -> " in '" + directory + "'").orElse("");
    String hint =
        cause.errnoName().equals("ENOEXEC")
            ? "; a script needs a first line such as #!/bin/sh, no shell is tried without"
            : "";
    return "cannot start '%s'%s: %s%s".formatted(path, where, cause.getMessage(), hint);
  }
}
