package org.hotloop.tck;

import static org.hotloop.tck.SubprocessRig.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Constructor;
import java.nio.file.Path;
import org.hotloop.child.Exited;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;

/**
 * A program that reads a gibibyte of a child in small parts, and now and then reads on only when
 * the child is held back. It has much less memory than comes.
 */
final class SlowConsumer {

  /** What it prints in the end. */
  static final String DONE = "all of it was read";

  private static final long GIBIBYTE = 1L << 30;
  private static final long BETWEEN_PAUSES = 1L << 26;
  private static final int PART = 1 << 16;

  private SlowConsumer() {}

  /** Starts it with the loop and the watcher of {@code suite}. */
  static SubprocessSpec inAJvmOfItsOwn(Class<?> suite) {
    return SubprocessSpec.exec(Path.of(System.getProperty("java.home"), "bin", "java"))
        .args("-Xmx32m", "-XX:MaxDirectMemorySize=16m", "-XX:-UsePerfData")
        .args("-cp", System.getProperty("java.class.path"))
        .args(SlowConsumer.class.getName(), suite.getName())
        .stdout(Stdio.PIPE)
        .stderr(Stdio.STDOUT);
  }

  /**
   * Runs it.
   *
   * @param arguments the name of a {@link SubprocessContract}'s class
   */
  public static void main(String[] arguments) throws Exception {
    Constructor<?> suite = Class.forName(arguments[0]).getDeclaredConstructor();
    suite.setAccessible(true);
    try (SubprocessRig rig = ((SubprocessContract) suite.newInstance()).newRig()) {
      Subprocess child =
          rig.start(SubprocessSpec.exec("head", "-c", "1G", "/dev/zero").stdout(Stdio.PIPE));
      assertEquals(GIBIBYTE, readSlowly(child));
      assertEquals(new Exited(0), get(child.waitFor()));
    }
    System.out.println(DONE);
  }

  private static long readSlowly(Subprocess child) throws Exception {
    long total = 0;
    long pause = BETWEEN_PAUSES;
    for (byte[] part = get(child.stdout().read(PART));
        part.length > 0;
        part = get(child.stdout().read(PART))) {
      total += part.length;
      if (total >= pause) {
        pause += BETWEEN_PAUSES;
        Conditions.await("the child is held back", () -> isHeldBackOrOver(child.pid()));
      }
    }
    return total;
  }

  private static boolean isHeldBackOrOver(long pid) {
    return ProcFs.isAsleep(pid) || ProcFs.hasEnded(pid);
  }
}
