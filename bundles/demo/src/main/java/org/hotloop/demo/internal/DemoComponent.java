package org.hotloop.demo.internal;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopRuntime;
import org.hotloop.subprocess.Subprocesses;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes what every user of Hotloop takes, by plain static references, and keeps it through all
 * swaps. With the framework property {@code hotloop.demo=true} it runs the demo once the framework
 * is up, and ends the JVM with its verdict; without it, the bundle does nothing.
 */
@Component(
    immediate = true,
    service = {})
public final class DemoComponent {

  private final BundleContext context;
  private final Subprocesses subprocesses;
  private final EventLoop loop;
  private final EventLoopRuntime runtime;
  private final CountDownLatch frameworkStarted = new CountDownLatch(1);
  private final FrameworkListener startListener = this::frameworkEvent;
  private final Thread thread = new Thread(this::run, "hotloop-demo");

  /** Starts the demo's thread, if it is wanted. */
  @Activate
  public DemoComponent(
      BundleContext context,
      @Reference Subprocesses subprocesses,
      @Reference(target = "(hotloop.loop=main)") EventLoop loop,
      @Reference EventLoopRuntime runtime) {
    this.context = context;
    this.subprocesses = subprocesses;
    this.loop = loop;
    this.runtime = runtime;
    if (Boolean.parseBoolean(context.getProperty("hotloop.demo"))) {
      context.addFrameworkListener(startListener);
      if (context.getBundle(0).getState() == Bundle.ACTIVE) {
        frameworkStarted.countDown();
      }
      thread.start();
    }
  }

  @Deactivate
  void deactivate() {
    context.removeFrameworkListener(startListener);
    thread.interrupt();
  }

  private void frameworkEvent(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.STARTED) {
      frameworkStarted.countDown();
    }
  }

  private void run() {
    try {
      frameworkStarted.await();
      DemoRun demo =
          new DemoRun(
              FilesToHash.from(context.getProperty("hotloop.demo.dir")),
              new HashingChildren(subprocesses, loop),
              new CallbackStream(loop),
              List.of(new WatcherSwapper(context, runtime), new PolicySwapper(runtime)),
              System.out);
      // not within the framework's own threads: the JVM's shutdown hook stops the framework cleanly
      System.exit(demo.run() ? 0 : 1);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (DemoException unable) {
      System.err.println("demo: " + unable.getMessage());
      System.exit(2);
    }
  }
}
