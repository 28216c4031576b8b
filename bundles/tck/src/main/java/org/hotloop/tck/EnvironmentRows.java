package org.hotloop.tck;

import static org.hotloop.tck.Scripts.executable;
import static org.hotloop.tck.SubprocessRig.piped;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hotloop.child.Exited;
import org.hotloop.subprocess.Environment;
import org.hotloop.subprocess.OsString;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child is told and finds around it: arguments, environment, directory. */
interface EnvironmentRows extends SubprocessRows {

  @Test
  @DisplayName("X34 the environment is replaced, also by an empty one, and the directory set")
  default void environmentAndDirectory(@TempDir Path folder) throws Exception {
    SubprocessSpec env = piped("/usr/bin/env");
    assertEquals("A=1\n", rig().communicate(env.env(Map.of("A", "1")), null).stdoutText());
    assertEquals("", rig().communicate(env.env(Map.of()), null).stdoutText());
    String inherited = rig().communicate(env, null).stdoutText();
    assertTrue(inherited.contains("PATH=" + System.getenv("PATH")), inherited);
    Output pwd = rig().communicate(piped("/bin/sh", "-c", "pwd").cwd(folder), null);
    assertEquals(folder.toRealPath() + "\n", pwd.stdoutText());
  }

  @Test
  @DisplayName("X34 a variable is added to the inherited ones, changed or taken from them")
  default void environmentExtended() throws Exception {
    SubprocessSpec spec = piped("/bin/sh", "-c", "echo $ADDED; echo $HOME; echo ${PATH-none}");
    Environment changed =
        Environment.inherited().with("ADDED", "1").with("HOME", "/h").without("PATH");
    assertEquals("1\n/h\n", firstLines(spec.env(changed), 2));
    // what is not named stays, in the order in which it was
    String added = rig().communicate(piped("env").env("ADDED", "1"), null).stdoutText();
    String inherited = rig().communicate(piped("env"), null).stdoutText();
    assertEquals(inherited + "ADDED=1\n", added);
  }

  @Test
  @DisplayName("X34 the program is another one than argv[0] says")
  default void executableApartFromItsName() throws Exception {
    SubprocessSpec spec = piped("a name", "-c", "echo \"$0\"").executable("sh");
    assertEquals("a name\n", rig().communicate(spec, null).stdoutText());
  }

  @Test
  @DisplayName("X34 a program is looked up in the child's own PATH, seen from its directory")
  default void programIsFoundInTheChildsPath(@TempDir Path folder) throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    executable(bin, "#!/bin/sh\nexit 9\n");
    SubprocessSpec spec = piped("program");
    assertEquals(
        new Exited(9),
        rig().communicate(spec.env(Map.of("PATH", "/nowhere:" + bin)), null).status());
    assertEquals(
        new Exited(9),
        rig().communicate(spec.env(Map.of("PATH", "bin")).cwd(folder), null).status());
  }

  @Test
  @DisplayName("X46 bytes that are no UTF-8 pass through, as arguments and in the environment")
  default void bytesPassThrough() throws Exception {
    byte[] noText = {'a', (byte) 0xff, (byte) 0xc3, '=', '\n', (byte) 0x80};
    OsString string = OsString.of(noText);
    SubprocessSpec argument = SubprocessSpec.exec(OsString.of("printf"), OsString.of("%s"), string);
    assertArrayEquals(noText, rig().communicate(argument.stdout(Stdio.PIPE), null).stdout());
    SubprocessSpec variable =
        piped("sh", "-c", "printf %s \"$V\"")
            .env(Environment.inherited().with(OsString.of("V"), string));
    assertArrayEquals(noText, rig().communicate(variable, null).stdout());
  }

  private String firstLines(SubprocessSpec spec, int count) throws Exception {
    StringBuilder lines = new StringBuilder();
    rig()
        .communicate(spec, null)
        .stdoutText()
        .lines()
        .limit(count)
        .forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }
}
