package org.hotloop.runtime.internal.swap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A provider takes the exit while the child is moved to another one. */
@JCStressTest
@Description("delivered once, by one of the two")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "delivered once")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or doubled")
@State
public class DeliverAndSwap {
  private final Child child = new Child();
  private final Provider old = child.provider();
  private final Provider young = child.provider();
  private final Serving from = Child.serving(old);
  private final Serving to = Child.serving(young);

  public DeliverAndSwap() {
    from.register(child.registration);
  }

  @Actor
  public void deliver() {
    old.sweep();
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
    young.sweep();
    r.r1 = child.calls.get();
  }
}
