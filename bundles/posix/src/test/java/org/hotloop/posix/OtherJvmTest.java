package org.hotloop.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.hotloop.posix.internal.SubreaperProgram;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happens once in a JVM needs one of its own. */
class OtherJvmTest {

  @Test
  @DisplayName("16 with SIGCHLD ignored at launch, statuses are kept, and a listener hears")
  void ignoredChildSignalIsMended() throws Exception {
    List<String> ignoring = List.of("env", "--ignore-signal=CHLD");

    assertEquals("7 then heard", run(ignoring, ChildSignalProgram.class));
  }

  @Test
  @DisplayName("15 a listener installed before the first Process hears after it")
  void theFirstProcessDoesNotSilenceAListener() throws Exception {
    assertEquals("heard after the first process", run(List.of(), FirstProcessProgram.class));
  }

  @Test
  @DisplayName("Fault 27: a subreaper reaps the orphans that it adopts")
  void aSubreaperReapsItsOrphans() throws Exception {
    assertEquals("reaped", run(List.of(), SubreaperProgram.class));
  }

  @Test
  @DisplayName("G1 a signal that was ignored at launch is refused rather than never heard")
  void aSignalThatStaysIgnoredIsRefused() throws Exception {
    String told = run(List.of("env", "--ignore-signal=HUP"), IgnoredSignalProgram.class);

    assertTrue(told.contains("signal 'HUP': it was ignored"), told);
  }

  @Test
  @DisplayName("O14 where jffi cannot load, the reason and the way out are told each time")
  void aLibraryThatCannotBeLoadedIsExplained() throws Exception {
    String told = run(List.of(), UnavailableProgram.class, "-Djffi.extract.dir=/dev/null");

    assertTrue(told.contains("/dev/null"), told);
    assertTrue(told.contains("jffi.extract.dir"), told);
    assertTrue(told.contains("restart the JVM"), told);
    assertTrue(told.endsWith("again the same; signals work"), told);
  }

  @Test
  @DisplayName("Fault 3: the first thing logged may be that there are no descriptors")
  void aLackOfDescriptorsCanBeLogged() throws Exception {
    List<String> fewDescriptors = List.of("sh", "-c", "ulimit -n 200; exec \"$@\"", "sh");

    String told = run(fewDescriptors, LogProgram.class);

    assertTrue(told.contains("there are no descriptors: /dev/null (Too many"), told);
    assertTrue(told.endsWith("logged"), told);
  }

  private static String run(List<String> prefix, Class<?> program, String... options)
      throws IOException, InterruptedException {
    return new OtherJvm(prefix, options).run(program);
  }
}
