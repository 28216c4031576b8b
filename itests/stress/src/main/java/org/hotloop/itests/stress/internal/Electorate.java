package org.hotloop.itests.stress.internal;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hotloop.EventLoopPolicy;
import org.hotloop.EventLoopRuntime;
import org.hotloop.child.ChildWatcher;
import org.hotloop.dto.ElectionDTO;
import org.hotloop.dto.ProviderDTO;
import org.hotloop.dto.RuntimeDTO;

/**
 * The half of the runtime that elects one kind of provider. Any thread.
 *
 * @param <S> the service's type
 */
public final class Electorate<S> {

  private final EventLoopRuntime runtime;
  private final String kind;
  private final Class<S> type;
  private final BiConsumer<EventLoopRuntime, String> pin;
  private final Consumer<EventLoopRuntime> unpin;
  private final BiConsumer<EventLoopRuntime, S> set;
  private final Function<RuntimeDTO, ElectionDTO> election;

  private Electorate(
      EventLoopRuntime runtime,
      String kind,
      Class<S> type,
      BiConsumer<EventLoopRuntime, String> pin,
      Consumer<EventLoopRuntime> unpin,
      BiConsumer<EventLoopRuntime, S> set,
      Function<RuntimeDTO, ElectionDTO> election) {
    this.runtime = runtime;
    this.kind = kind;
    this.type = type;
    this.pin = pin;
    this.unpin = unpin;
    this.set = set;
    this.election = election;
  }

  /** That of watchers. */
  public static Electorate<ChildWatcher> ofWatchers(EventLoopRuntime runtime) {
    return new Electorate<>(
        runtime,
        "watcher",
        ChildWatcher.class,
        EventLoopRuntime::pinChildWatcher,
        EventLoopRuntime::unpinChildWatcher,
        EventLoopRuntime::setChildWatcher,
        dto -> dto.watcher);
  }

  /** That of policies. */
  public static Electorate<EventLoopPolicy> ofPolicies(EventLoopRuntime runtime) {
    return new Electorate<>(
        runtime,
        "policy",
        EventLoopPolicy.class,
        EventLoopRuntime::pinEventLoopPolicy,
        EventLoopRuntime::unpinEventLoopPolicy,
        EventLoopRuntime::setEventLoopPolicy,
        dto -> dto.policy);
  }

  /** What is elected; the configuration's key, too. */
  String kind() {
    return kind;
  }

  void pin(ProviderBundle provider) {
    pin.accept(runtime, provider.name());
  }

  /** Sets one that is made by hand. */
  void setByHand(ProviderBundle provider) throws ReflectiveOperationException {
    set.accept(runtime, provider.make(type));
  }

  /** Takes back what was pinned or set. */
  void unpin() {
    unpin.accept(runtime);
  }

  /** The same, as asyncio's users do it. */
  void setNull() {
    set.accept(runtime, null);
  }

  Stream<ProviderDTO> providers() {
    return state().providers.stream();
  }

  /** Whom the configuration names; empty when nobody. */
  String configured() {
    return state().configured;
  }

  private ElectionDTO state() {
    return election.apply(runtime.snapshot());
  }
}
