package org.hotloop.tck;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hotloop.EventLoop;
import org.hotloop.TimerHandle;

/**
 * A loop whose signals and timers are the test's: none comes by itself. Everything else is the real
 * loop's. Where nobody runs that one, {@link #step()} does, so that the iterations are the test's
 * as well. Any thread.
 */
public final class SteppedLoop {

  private final EventLoop delegate;
  private final EventLoop loop;
  private final Map<String, Runnable> signalHandlers = new ConcurrentHashMap<>();
  private final List<Timer> timers = new CopyOnWriteArrayList<>();

  /** Stands before {@code delegate}, which stays the caller's to close. */
  public SteppedLoop(EventLoop delegate) {
    this.delegate = delegate;
    this.loop =
        (EventLoop)
            Proxy.newProxyInstance(
                SteppedLoop.class.getClassLoader(),
                new Class<?>[] {EventLoop.class},
                (proxy, method, arguments) -> invoke(method, arguments));
  }

  /** The loop to hand out. */
  public EventLoop loop() {
    return loop;
  }

  /** Runs one iteration: the callbacks that are queued now. */
  public void step() {
    delegate.stop();
    delegate.runForever();
  }

  /**
   * Calls the handler of {@code signal} as the loop would.
   *
   * @throws IllegalStateException when there is none
   */
  public void raise(String signal) {
    Runnable handler = signalHandlers.get(signal);
    if (handler == null) {
      throw new IllegalStateException("no handler of " + signal);
    }
    handler.run();
  }

  /** Which signals have handlers. */
  public List<String> handledSignals() {
    return List.copyOf(signalHandlers.keySet());
  }

  /** How many timers would come to run. */
  public int pendingTimers() {
    return (int) timers.stream().filter(timer -> !timer.isCancelled()).count();
  }

  /** Lets the time come that each pending timer waits for, and runs them. */
  public void elapse() {
    List<Timer> due = timers.stream().filter(timer -> !timer.isCancelled()).toList();
    timers.clear();
    due.forEach(timer -> delegate.callSoonThreadsafe(timer.callback));
    step();
  }

  private Object invoke(Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "addSignalHandler" -> signalHandlers.put((String) arguments[0], (Runnable) arguments[1]);
      case "removeSignalHandler" -> signalHandlers.remove(arguments[0]) != null;
      case "callLater" -> newTimer((Runnable) arguments[1]);
      default -> delegate(method, arguments);
    };
  }

  private Timer newTimer(Runnable callback) {
    Timer timer = new Timer(callback);
    timers.add(timer);
    return timer;
  }

  private Object delegate(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(delegate, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static final class Timer implements TimerHandle {

    private final Runnable callback;
    private volatile boolean cancelled;

    Timer(Runnable callback) {
      this.callback = callback;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public long when() {
      return 0;
    }
  }
}
