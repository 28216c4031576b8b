package org.hotloop.runtime.internal.swap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZI_Result;

/**
 * The runtime's watcher: a child is registered while the provider is swapped, and all is closed.
 */
@JCStressTest
@Description("told once, or refused")
@Outcome(id = "1, true, 0", expect = Expect.ACCEPTABLE, desc = "accepted and told once")
@Outcome(id = "0, false, 0", expect = Expect.ACCEPTABLE, desc = "refused")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, or neither, or one is left in the table")
@State
public class RegisterCloseSwap {
  private final Family family = new Family();

  @Actor
  public void register(IZI_Result r) {
    r.r2 = family.register();
  }

  @Actor
  public void swapAndClose() {
    family.swap();
    family.close();
  }

  @Arbiter
  public void look(IZI_Result r) {
    family.settle();
    r.r1 = family.calls.get();
    r.r3 = family.open();
  }
}
