package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hotloop.EventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * What the suites for event loops share: a new loop for each test, closed after it. Tests run in a
 * thread of their own, since an interrupt ends no run.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class EventLoopSuite {

  /** The loop under test; not running when a test begins, nor when it ends. */
  protected EventLoop loop;

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private LoopThread running;

  /** Makes a loop of the kind to be tested. */
  protected abstract EventLoop newLoop();

  /** What loops of this kind can do; everything, unless overridden. */
  protected Set<Ability> abilities() {
    return EnumSet.allOf(Ability.class);
  }

  @BeforeEach
  void makeLoop() {
    loop = newLoop();
    loop.setDebug(false); // whatever hotloop.debug says
  }

  /** The loop goes before the descriptors that it may still watch. */
  @AfterEach
  void closeAll() throws Exception {
    if (running != null) {
      running.close();
      assertEquals(List.of(), running.errors());
    }
    loop.close();
    while (!resources.isEmpty()) {
      resources.pop().close();
    }
  }

  /** Closes {@code resource} after the test, after the loop, the last one first. */
  <T extends AutoCloseable> T closing(T resource) {
    resources.push(resource);
    return resource;
  }

  /** Runs the loop on a thread of its own until the test ends; it records what is reported. */
  LoopThread runInThread() {
    running = new LoopThread(loop);
    return running;
  }

  /** Runs one iteration: the callbacks that are ready now. */
  void runOnce() {
    loop.stop();
    loop.runForever();
  }
}
