package org.hotloop.runtime.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Election;
import org.hotloop.runtime.internal.election.Source;
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

  private static final Logger LOG = System.getLogger(CandidateTracker.class.getName());

  private final BundleContext context;
  private final Class<S> type;
  private final String nameProperty;
  private final Election<S> election;
  private final Runnable changed;
  private final Consumer<Candidate<S>> gone;
  private final ServiceTracker<S, Candidate<S>> tracker;

  /**
   * @param nameProperty the service property with a provider's name
   * @param changed a provider has come, or was modified
   * @param gone a provider goes
   */
  CandidateTracker(
      BundleContext context,
      Class<S> type,
      String nameProperty,
      Election<S> election,
      Runnable changed,
      Consumer<Candidate<S>> gone) {
    this.context = context;
    this.type = type;
    this.nameProperty = nameProperty;
    this.election = election;
    this.changed = changed;
    this.gone = gone;
    this.tracker = new ServiceTracker<>(context, Providers.filter(type, nameProperty), this);
  }

  /** Looks at what is there, and from now on at what comes and goes. */
  void open() {
    // all services, also those that we cannot use: the operator shall see why
    tracker.open(true);
  }

  /** Forgets all. */
  void close() {
    tracker.close();
  }

  @Override
  public Candidate<S> addingService(ServiceReference<S> reference) {
    Candidate<S> candidate =
        new Candidate<>(
            name(reference),
            ranking(reference),
            (Long) reference.getProperty(Constants.SERVICE_ID),
            Optional.ofNullable(reference.getBundle()).map(Bundle::getSymbolicName).orElse(""),
            source(reference));
    election.add(candidate);
    changed.run();
    return candidate;
  }

  private Source<S> source(ServiceReference<S> reference) {
    Optional<ForeignCopy<S>> foreign = ForeignCopy.of(reference, type, context.getBundle());
    foreign.ifPresent(copy -> warn(reference, copy));
    return foreign
        .<Source<S>>map(copy -> copy)
        .orElseGet(() -> new ServiceSource<>(context.getServiceObjects(reference)));
  }

  private void warn(ServiceReference<S> reference, ForeignCopy<S> copy) {
    LOG.log(
        Level.WARNING,
        () -> "%s %s %s".formatted(election.kind(), name(reference), copy.objection()));
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
