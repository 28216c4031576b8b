package org.hotloop.internal;

import org.hotloop.EventLoopPolicy;
import org.hotloop.NoEventLoopPolicyException;
import org.hotloop.spi.ClassPathProviders;

/** The process-wide policy where no runtime bundle is there to elect one. */
public final class ClassPathPolicies {

  /** The policy set by hand, or the default one once it was asked for. Guarded by the class. */
  private static EventLoopPolicy policy;

  private ClassPathPolicies() {}

  /** The policy; concurrent first calls get one instance. */
  public static synchronized EventLoopPolicy get() {
    if (policy == null) {
      policy =
          ClassPathProviders.first(
              EventLoopPolicy.class,
              EventLoopPolicy.class.getClassLoader(),
              ClassPathPolicies::noPolicy);
    }
    return policy;
  }

  /** Replaces it; after null the next get makes a new default one. */
  public static synchronized void set(EventLoopPolicy policyOrNull) {
    policy = policyOrNull;
  }

  private static NoEventLoopPolicyException noPolicy(String reason) {
    return new NoEventLoopPolicyException(
        "no event loop policy: in OSGi start the bundle org.hotloop.runtime and a policy's bundle,"
            + " and import the package org.hotloop, do not embed it; on a class path add"
            + " org.hotloop.loop: "
            + reason);
  }
}
