package org.hotloop.posix;

import java.util.Optional;
import org.hotloop.posix.SpawnRequest.Program;

/** Starts a child in its own environment, and passes on what that prints. */
final class InheritedProgram {

  private InheritedProgram() {}

  public static void main(String[] script) throws Exception {
    Program program = TestChildren.program("/bin/sh", "-c", script[0]);
    Program inheriting =
        new Program(program.path(), program.argv(), Optional.empty(), program.cwd());
    Programs.tell(
        TestChildren.outputOf(stdout -> new SpawnRequest(inheriting, TestChildren.table(stdout))));
  }
}
