package org.hotloop.posix;

import java.util.OptionalInt;
import org.hotloop.posix.SpawnRequest.Attributes;

/** Asks for a umask or a niceness that it may not give, and tells how that was refused. */
final class RefusedAttributesProgram {

  private static final OptionalInt NONE = OptionalInt.empty();

  private RefusedAttributesProgram() {}

  public static void main(String[] arguments) throws Exception {
    OptionalInt value = OptionalInt.of(Integer.parseInt(arguments[1]));
    Attributes attributes =
        arguments[0].equals("umask")
            ? new Attributes(false, NONE, value, NONE)
            : new Attributes(false, NONE, NONE, value);
    SpawnRequest request =
        new SpawnRequest(
            TestChildren.program("/bin/true"),
            TestChildren.table(TestChildren.descriptors().devNull()),
            attributes);
    try {
      TestChildren.CHILDREN.spawn(request);
      Programs.tell("not refused");
    } catch (AttributeRefusedException e) {
      Programs.tell(e.getMessage() + "; unreaped " + TestChildren.CHILDREN.unreaped());
    }
  }
}
