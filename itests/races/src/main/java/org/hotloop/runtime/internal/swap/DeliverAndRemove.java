package org.hotloop.runtime.internal.swap;

import org.hotloop.child.Exited;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** An exit is told while its handler is removed. */
@JCStressTest
@Description("delivered once, or removed")
@Outcome(id = "1, false", expect = Expect.ACCEPTABLE, desc = "delivered")
@Outcome(id = "0, true", expect = Expect.ACCEPTABLE, desc = "removed")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, or neither")
@State
public class DeliverAndRemove {
  private final Child child = new Child();
  private final Custody custody = child.custody();

  @Actor
  public void deliver() {
    custody.childExited(Child.PID, new Exited(7));
  }

  @Actor
  public void remove(IZ_Result r) {
    r.r2 = child.registration.remove();
  }

  @Arbiter
  public void look(IZ_Result r) {
    r.r1 = child.calls.get();
  }
}
