package org.hotloop.runtime.internal.swap;

import org.openjdk.jcstress.annotations.*;
import org.openjdk.jcstress.infra.results.*;

/** A provider takes the exit while the child is moved to another one. */
@JCStressTest
@Description("delivered once, by one of the two")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "delivered once")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or doubled")
@State
public class DeliverAndSwap {
  private final Child child = new Child();
  private final Serving from = child.provider();
  private final Serving to = child.provider();

  public DeliverAndSwap() {
    from.register(child.registration);
  }

  @Actor
  public void deliver() {
    Child.sweep(from);
  }

  @Actor
  public void swap() {
    if (from.takeBack(child.registration) == Serving.Answer.RETURNED) {
      child.registration.returned();
      to.register(child.registration);
    }
  }

  @Arbiter
  public void look(I_Result r) {
    Child.sweep(to);
    r.r1 = child.calls.get();
  }
}
