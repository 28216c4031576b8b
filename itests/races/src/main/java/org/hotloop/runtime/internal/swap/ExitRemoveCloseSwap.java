package org.hotloop.runtime.internal.swap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZI_Result;

/** As {@link ExitCloseSwapRemove}, the other way round: a removal races with a swap. */
@JCStressTest
@Description("told once, or removed")
@Outcome(id = "1, false, 0", expect = Expect.ACCEPTABLE, desc = "told once")
@Outcome(id = "0, true, 0", expect = Expect.ACCEPTABLE, desc = "removed")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, or neither, or one is left in the table")
@State
public class ExitRemoveCloseSwap {
  private final Family family = new Family();

  public ExitRemoveCloseSwap() {
    family.register();
  }

  @Actor
  public void exitAndRemove(IZI_Result r) {
    family.exit();
    r.r2 = family.remove();
  }

  @Actor
  public void closeAndSwap() {
    family.close();
    family.swap();
  }

  @Arbiter
  public void look(IZI_Result r) {
    family.settle();
    r.r1 = family.calls.get();
    r.r3 = family.open();
  }
}
