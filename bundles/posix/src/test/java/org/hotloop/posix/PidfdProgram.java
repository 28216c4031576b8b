package org.hotloop.posix;

import java.util.ArrayList;
import java.util.List;

/** Tells what keeps pidfds from being used, twice, and whether a signal reaches its child. */
final class PidfdProgram {

  private static final int TERM = 15;

  private PidfdProgram() {}

  public static void main(String[] arguments) throws Exception {
    Pidfds pidfds = Posix.get().pidfds();
    List<String> told = new ArrayList<>();
    told.add(pidfds.watchImpediment().orElse("works"));
    told.add(pidfds.watchImpediment().orElse("works"));
    told.add(pidfds.signalImpediment().orElse("works"));

    long pid = TestChildren.spawn("/bin/sleep", "60");
    SignalTarget child = TestChildren.CHILDREN.target(pid);
    told.add("sent " + child.signal(TERM));
    told.add("ended " + TestChildren.end(pid).returncode());
    told.add("sent again " + child.signal(TERM));
    Programs.tell(String.join("\n", told));
  }
}
