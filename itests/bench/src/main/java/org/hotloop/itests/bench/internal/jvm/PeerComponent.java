package org.hotloop.itests.bench.internal.jvm;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopRuntime;
import org.hotloop.child.ChildWatcher;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.Subprocesses;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What any bundle gets: the services, with the swap-safe front before loop and watcher. Takes an
 * order, and answers how the process is to end.
 */
@Component(service = Function.class, property = FelixPeer.INSIDE + ":Boolean=true")
public final class PeerComponent implements Function<List<String>, Integer> {

  private final BundleContext context;
  private final EventLoopRuntime runtime;
  private final EventLoop loop;
  private final Map<String, Supplier<Children>> ways;

  /** With what there is in every Felix with Hotloop. */
  @Activate
  public PeerComponent(
      BundleContext context,
      @Reference EventLoopRuntime runtime,
      @Reference(target = "(" + EventLoop.LOOP_NAME + "=main)") EventLoop loop,
      @Reference ChildWatcher watcher,
      @Reference Subprocesses subprocesses,
      @Reference Posix posix) {
    this.context = context;
    this.runtime = runtime;
    this.loop = loop;
    this.ways =
        Map.of(
            "subprocesses", () -> new ServiceChildren(subprocesses),
            "exec", () -> new ExecChildren(loop),
            "watcher", () -> new WatcherChildren(posix, watcher));
  }

  @Override
  public Integer apply(List<String> order) {
    runtime.pinEventLoopPolicy(context.getProperty(FelixPeer.POLICY));
    Children children = ways.get(context.getProperty(FelixPeer.WAY)).get();
    return Orders.carryOut(order, new HotloopPeer(loop, children, () -> {}), System.out);
  }
}
