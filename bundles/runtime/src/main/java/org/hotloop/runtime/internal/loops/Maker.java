package org.hotloop.runtime.internal.loops;

import java.util.Optional;
import org.hotloop.EventLoopPolicy;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Lease;
import org.hotloop.runtime.internal.election.ProviderFailedException;

/** Who is to make a loop's engines. */
interface Maker {

  Candidate<EventLoopPolicy> candidate();

  /**
   * Takes it; foreign code may run. Empty where it has just gone: then another one is about to be
   * named.
   */
  Optional<Lease<EventLoopPolicy>> take() throws ProviderFailedException;

  /** The one that is current. */
  record Current(Lease<EventLoopPolicy> lease) implements Maker {

    @Override
    public Candidate<EventLoopPolicy> candidate() {
      return lease.candidate();
    }

    @Override
    public Optional<Lease<EventLoopPolicy>> take() {
      return lease.retain();
    }
  }

  /** One that a loop asks for by its name. */
  record Named(Candidate<EventLoopPolicy> candidate) implements Maker {

    @Override
    public Optional<Lease<EventLoopPolicy>> take() throws ProviderFailedException {
      return Optional.of(candidate.obtain());
    }
  }
}
