package org.hotloop.posix;

import static org.hotloop.posix.TestChildren.CHILDREN;
import static org.hotloop.posix.TestChildren.descriptors;
import static org.hotloop.posix.TestChildren.end;
import static org.hotloop.posix.TestChildren.outputOf;
import static org.hotloop.posix.TestChildren.readAll;
import static org.hotloop.posix.TestChildren.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hotloop.posix.Descriptors.Pipe;
import org.hotloop.posix.SpawnRequest.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a spawn leaves for the next one harms that in nothing. */
class KeptSpawnsTest {

  /** More than are kept. */
  private static final int SHAPES = 40;

  private static final int THREADS = 4;

  @AfterEach
  void leavesNoChild() {
    assertEquals(0, CHILDREN.unreaped());
  }

  @Test
  @DisplayName(
      "X26 children of more shapes than are kept have each its own output, again and again")
  void manyShapes() throws Exception {
    for (int round = 0; round < 3; round++) {
      List<Pipe> pipes = new ArrayList<>();
      List<Long> pids = new ArrayList<>();
      for (int i = 0; i < SHAPES; i++) {
        Pipe pipe = descriptors().openPipe(true);
        pipes.add(pipe);
        pids.add(CHILDREN.spawn(request(pipe.child().fd(), "/bin/echo", round + "." + i)));
      }
      pipes.forEach(pipe -> pipe.child().close());
      for (int i = 0; i < SHAPES; i++) {
        try (Descriptor reading = pipes.get(i).parent()) {
          assertEquals(round + "." + i, readAll(reading).strip());
        }
        end(pids.get(i));
      }
    }
  }

  @Test
  @DisplayName("X47 threads that spawn at once do not meet in what is kept")
  void manyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<String>> echoes = new ArrayList<>();
      for (int i = 0; i < THREADS * 25; i++) {
        String text = Integer.toString(i);
        echoes.add(() -> outputOf("/bin/echo", text).strip());
      }
      List<Future<String>> outputs = threads.invokeAll(echoes);
      for (int i = 0; i < outputs.size(); i++) {
        assertEquals(Integer.toString(i), outputs.get(i).get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  @DisplayName("X46 arguments of any length come whole, also after longer ones")
  void longAndShortArguments() throws Exception {
    for (int length : List.of(3, 100_000, 3, 60_000, 70_000, 0)) {
      String argument = "x".repeat(length);
      assertEquals(
          Integer.toString(length),
          outputOf("/bin/sh", "-c", "echo ${#1}", "sh", argument).strip());
    }
  }

  @Test
  @DisplayName("X34 an environment of the child's own is not the one before's")
  void environmentsDoNotMix() throws Exception {
    assertEquals("a", valueIn("V=a", "W=b"));
    assertEquals("c", valueIn("V=c"));
    assertEquals("", valueIn());
    assertNotEquals("", valueIn("V=d", "U=e"));
  }

  private static String valueIn(String... environment) throws Exception {
    Program program =
        Program.of(List.of(environment), "/bin/sh", "sh", "-c", "echo \"$V$W\" | cut -c1");
    return outputOf(stdout -> new SpawnRequest(program, TestChildren.table(stdout))).strip();
  }
}
