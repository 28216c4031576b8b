package org.hotloop.runtime.internal.swap;

import org.hotloop.child.Exited;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two providers tell one exit while the owner goes. */
@JCStressTest
@Description("called once at most")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "delivered before the owner was gone")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "the owner was gone")
@Outcome(expect = Expect.FORBIDDEN, desc = "doubled")
@State
public class DeliverTwiceAndDisown {
  private final Child child = new Child();
  private final Custody first = child.custody();
  private final Custody second = child.custody();

  @Actor
  public void one() {
    first.childExited(Child.PID, new Exited(7));
  }

  @Actor
  public void otherAndDisown() {
    second.childExited(Child.PID, new Exited(7));
    child.registration.disown();
  }

  @Arbiter
  public void look(I_Result r) {
    r.r1 = child.calls.get();
  }
}
