package org.hotloop.runtime.internal.swap;

import org.openjdk.jcstress.annotations.*;
import org.openjdk.jcstress.infra.results.*;

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
    first.childExited(11, new org.hotloop.child.Exited(7));
  }

  @Actor
  public void other() {
    second.childExited(11, new org.hotloop.child.Exited(7));
  }

  @Actor
  public void disown() {
    child.registration.disown();
  }

  @Arbiter
  public void look(I_Result r) {
    r.r1 = child.calls.get();
  }
}
