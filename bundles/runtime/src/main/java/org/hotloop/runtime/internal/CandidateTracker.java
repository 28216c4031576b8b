package org.hotloop.runtime.internal;

import java.util.Optional;
import java.util.function.Consumer;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Election;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Tells an election which providers there are. It looks at references only: a provider's object is
 * obtained when it is elected. What a change causes has happened when the framework's call returns,
 * since a provider that goes is closed right after.
 *
 * @param <S> the service's type
 */
final class CandidateTracker<S> implements ServiceTrackerCustomizer<S, Candidate<S>> {

  private final BundleContext context;
  private final String nameProperty;
  private final Election<S> election;
  private final Runnable changed;
  private final Consumer<Candidate<S>> gone;

  /**
   * @param nameProperty the service property with a provider's name
   * @param changed a provider has come, or was modified
   * @param gone a provider goes
   */
  CandidateTracker(
      BundleContext context,
      String nameProperty,
      Election<S> election,
      Runnable changed,
      Consumer<Candidate<S>> gone) {
    this.context = context;
    this.nameProperty = nameProperty;
    this.election = election;
    this.changed = changed;
    this.gone = gone;
  }

  /** A tracker that asks this one, not open yet. */
  ServiceTracker<S, Candidate<S>> tracker(Class<S> type) {
    return new ServiceTracker<>(context, Providers.filter(type, nameProperty), this);
  }

  @Override
  public Candidate<S> addingService(ServiceReference<S> reference) {
    Candidate<S> candidate =
        new Candidate<>(
            name(reference),
            ranking(reference),
            (Long) reference.getProperty(Constants.SERVICE_ID),
            Optional.ofNullable(reference.getBundle()).map(Bundle::getSymbolicName).orElse(""),
            new ServiceSource<>(context.getServiceObjects(reference)));
    election.add(candidate);
    changed.run();
    return candidate;
  }

  @Override
  public void modifiedService(ServiceReference<S> reference, Candidate<S> candidate) {
    candidate.modified(name(reference), ranking(reference));
    changed.run();
  }

  @Override
  public void removedService(ServiceReference<S> reference, Candidate<S> candidate) {
    election.remove(candidate);
    gone.accept(candidate);
  }

  private String name(ServiceReference<S> reference) {
    return String.valueOf(reference.getProperty(nameProperty));
  }

  private static int ranking(ServiceReference<?> reference) {
    return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking
        ? ranking
        : 0;
  }
}
