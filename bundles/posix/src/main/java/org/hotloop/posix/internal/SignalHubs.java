package org.hotloop.posix.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hotloop.posix.Signals.Registration;

/** The hubs of all signals that ever had a listener. By number, since some have two names. */
public final class SignalHubs {

  private static final Map<Integer, SignalHub> HUBS = new ConcurrentHashMap<>();

  private SignalHubs() {}

  /** As {@link org.hotloop.posix.Signals#listen}. */
  public static Registration listen(String name, Runnable listener) {
    JvmSignal signal = SignalNames.signal(name);
    return HUBS.computeIfAbsent(signal.number(), number -> new SignalHub(signal)).listen(listener);
  }

  /** As {@link org.hotloop.posix.Signals#reassert}. */
  public static void reassert(String name) {
    SignalHub hub = HUBS.get(SignalNames.signal(name).number());
    if (hub != null) {
      hub.reassert();
    }
  }
}
