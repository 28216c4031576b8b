package org.hotloop.loop.internal.subprocess;

import java.util.concurrent.CompletionStage;
import org.hotloop.EventLoop;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * {@link Subprocesses} as a service: one instance for each bundle that uses it, on the main loop.
 * Without the native layer, or without a main loop, there is no such service.
 */
@Component(
    service = Subprocesses.class,
    scope = ServiceScope.BUNDLE,
    reference = @Reference(name = "posix", service = Posix.class))
public final class SubprocessesComponent implements Subprocesses {

  private final OwnedSubprocesses owned;
  private final long serviceId;

  /** For the bundle that is getting the service. */
  @Activate
  public SubprocessesComponent(
      ComponentContext context,
      @Reference(name = "loop", target = "(" + EventLoop.LOOP_NAME + "=main)") EventLoop loop) {
    owned = new OwnedSubprocesses(loop);
    serviceId = (Long) context.getServiceReference().getProperty(Constants.SERVICE_ID);
  }

  @Override
  public CompletionStage<Subprocess> createSubprocessExec(SubprocessSpec spec) {
    return owned.createSubprocessExec(spec);
  }

  /**
   * Either the owner let go, or something below goes away: the main loop, the native layer, this
   * bundle. SCR's reason does not tell them apart, since an unregistration makes every owner let go
   * as well. The registry does: a service is taken out of it before anybody hears of its going.
   */
  @Deactivate
  void deactivate(ComponentContext context) {
    if (isRegistered(context.getBundleContext())) {
      owned.release();
    } else {
      owned.withdraw(
          new IllegalStateException(
              "the Subprocesses service is going away, with the main loop, the native layer or its"
                  + " own bundle; get it again when it is back"));
    }
  }

  private boolean isRegistered(BundleContext bundle) {
    try {
      ServiceReference<?>[] found =
          bundle.getServiceReferences(
              Subprocesses.class.getName(), "(%s=%d)".formatted(Constants.SERVICE_ID, serviceId));
      return found != null;
    } catch (InvalidSyntaxException e) {
      throw new AssertionError("a filter of two known words", e);
    }
  }
}
