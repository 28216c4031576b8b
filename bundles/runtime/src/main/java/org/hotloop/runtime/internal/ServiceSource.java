package org.hotloop.runtime.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.hotloop.runtime.internal.election.Source;
import org.osgi.framework.ServiceObjects;

/**
 * A provider's service, of whatever scope.
 *
 * @param objects where its objects come from
 * @param <S> the service's type
 */
record ServiceSource<S>(ServiceObjects<S> objects) implements Source<S> {

  private static final Logger LOG = System.getLogger(ServiceSource.class.getName());

  @Override
  public S get() {
    return objects.getService();
  }

  @Override
  public void unget(S object) {
    try {
      objects.ungetService(object);
    } catch (IllegalStateException | IllegalArgumentException gone) {
      // a loop outlived the service of its policy: the framework has released it already
      LOG.log(Level.DEBUG, "a service went before it was released", gone);
    }
  }
}
