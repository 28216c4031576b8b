package org.hotloop.runtime.internal.swap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZI_Result;

/** The runtime's watcher: an exit comes while its handler is removed. */
@JCStressTest
@Description("told once, or removed")
@Outcome(id = "1, false, 0", expect = Expect.ACCEPTABLE, desc = "told once")
@Outcome(id = "0, true, 0", expect = Expect.ACCEPTABLE, desc = "removed")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, or neither, or one is left in the table")
@State
public class ExitAndRemove {
  private final Family family = new Family();

  public ExitAndRemove() {
    family.register();
  }

  @Actor
  public void exit() {
    family.exit();
  }

  @Actor
  public void remove(IZI_Result r) {
    r.r2 = family.remove();
  }

  @Arbiter
  public void look(IZI_Result r) {
    family.settle();
    r.r1 = family.calls.get();
    r.r3 = family.open();
  }
}
