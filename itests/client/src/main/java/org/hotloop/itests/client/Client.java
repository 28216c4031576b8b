package org.hotloop.itests.client;

import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.EventLoopRuntime;
import org.hotloop.child.ChildWatcher;
import org.hotloop.subprocess.Subprocesses;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes all that Hotloop gives, by plain static references: whenever one of the services went, this
 * component would be made anew. Tests look at how often it was.
 */
@Component(service = Client.class, immediate = true)
public final class Client {

  private static final AtomicInteger ACTIVATIONS = new AtomicInteger();

  private final Subprocesses subprocesses;
  private final ChildWatcher watcher;
  private final EventLoop loop;
  private final EventLoopPolicy policy;
  private final EventLoopRuntime runtime;

  /** With all of them. */
  @Activate
  public Client(
      @Reference Subprocesses subprocesses,
      @Reference ChildWatcher watcher,
      @Reference(target = "(hotloop.loop=main)") EventLoop loop,
      @Reference EventLoopPolicy policy,
      @Reference EventLoopRuntime runtime) {
    this.subprocesses = subprocesses;
    this.watcher = watcher;
    this.loop = loop;
    this.policy = policy;
    this.runtime = runtime;
    ACTIVATIONS.incrementAndGet();
  }

  /** How often a component was made since the bundle was resolved. */
  public int activations() {
    return ACTIVATIONS.get();
  }

  /** This bundle's own service object: what it starts belongs to this bundle. */
  public Subprocesses subprocesses() {
    return subprocesses;
  }

  /** This bundle's own view of the current watcher. */
  public ChildWatcher watcher() {
    return watcher;
  }

  /** The main loop. */
  public EventLoop loop() {
    return loop;
  }

  /** The current policy. */
  public EventLoopPolicy policy() {
    return policy;
  }

  /** The runtime. */
  public EventLoopRuntime runtime() {
    return runtime;
  }
}
