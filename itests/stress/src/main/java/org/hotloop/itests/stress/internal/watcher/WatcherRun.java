package org.hotloop.itests.stress.internal.watcher;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.hotloop.itests.stress.internal.ClassLoaders;
import org.hotloop.itests.stress.internal.ClientBundle;
import org.hotloop.itests.stress.internal.Electorate;
import org.hotloop.itests.stress.internal.Footprint;
import org.hotloop.itests.stress.internal.Operator;
import org.hotloop.itests.stress.internal.Patience;
import org.hotloop.itests.stress.internal.ProviderBundle;
import org.hotloop.itests.stress.internal.Scenario;
import org.hotloop.itests.stress.internal.Settings;
import org.hotloop.itests.stress.internal.Stage;
import org.hotloop.itests.stress.internal.SwapReports;

/**
 * The run: two rounds that load what is loaded once; many children held while watchers are swapped
 * each to each other; children that come and go while watchers are swapped in every way; then the
 * judgement. For one thread, which is also the operator's.
 */
public final class WatcherRun implements Scenario {

  private static final int CLIENTS = 3;
  private static final int WARM_UP_ROUNDS = 2;
  private static final int WARM_UP_CHILDREN = 60;

  /** So many come and go at once: O(n) watchers shall not be all that there is to see. */
  private static final int CHILDREN_AT_ONCE = 120;

  private final Settings settings;
  private final Scale scale;
  private final PrintStream out;
  private final Books books = new Books();
  private final ClassLoaders loaders = new ClassLoaders();
  private final SplittableRandom random;
  private final List<ProviderBundle> watchers;
  private final List<ClientBundle> clients = new ArrayList<>();
  private final SwapReports swaps;
  private final Ledger ledger;
  private final Nursery nursery;
  private final Crowd crowd;
  private final Operator operator;

  /** Installs what it needs. */
  public WatcherRun(Stage stage) throws Exception {
    this.settings = stage.settings();
    this.scale = new Scale(settings.time());
    this.out = stage.out();
    this.random = new SplittableRandom(settings.seed());
    this.watchers = Watchers.on(stage, loaders);
    for (int i = 1; i <= CLIENTS; i++) {
      clients.add(ClientBundle.install(stage.context(), i));
    }
    this.swaps = new SwapReports(stage, "watcher", watchers);
    this.ledger = new Ledger(stage.posix(), settings.folder().resolve("ledger.txt"));
    this.nursery = new Nursery(stage.posix(), books, ledger.fd());
    this.crowd = new Crowd(clients, nursery, books, random.split());
    this.operator =
        new Operator(
            Electorate.ofWatchers(stage.runtime()),
            stage.configurations(),
            watchers,
            watchers,
            random.split());
  }

  @Override
  public boolean run() throws Exception {
    out.printf(
        "stress: seed %d, %d s, watchers %s, %d client bundles%n",
        settings.seed(),
        settings.time().toSeconds(),
        watchers.stream().map(ProviderBundle::name).toList(),
        clients.size());
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      warmUp();
    }
    Footprint before = Footprint.now(loaders);
    Progress progress = new Progress(out, books, ledger, swaps, loaders);
    try (progress) {
      if (holdMany(during(settings.time().dividedBy(4)))) {
        comeAndGo(untilEnough(progress.time()));
      }
      operator.reset();
    }
    Footprint after = settle(before);
    return new Summary(settings, books, swaps, loaders, out)
        .print(progress.time(), Oracle.judge(books.children(), ledger.all()), before, after);
  }

  private void warmUp() throws Exception {
    crowd.start(WARM_UP_CHILDREN, Ending::any, () -> true);
    operator.everyWay();
    operator.reset();
    drain();
  }

  private static BooleanSupplier during(Duration time) {
    long begun = System.nanoTime();
    return () -> System.nanoTime() - begun < time.toNanos();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /**
   * Each watcher hands over to each other what is alive; those with a thread per child, less.
   *
   * @param early while there is time to start them: the rest needs some, too
   * @return whether all of them were told
   */
  private boolean holdMany(BooleanSupplier early) throws Exception {
    crowd.start(scale.liveChildren(), Ending::held, early);
    Patience.await(() -> books.starting() == 0);
    List<ProviderBundle> threadless =
        watchers.stream().filter(watcher -> !watcher.name().equals("threaded")).toList();
    operator.everyPair(threadless, serving -> letGo(1));
    while (books.live() > scale.liveThreads() && nursery.waiting() > 0) {
      letGo(Math.min(CHILDREN_AT_ONCE, books.live() - scale.liveThreads()));
      Patience.poll();
    }
    operator.everyPair(watchers, serving -> letGo(1));
    return drain();
  }

  private void letGo(int atMost) throws IOException {
    nursery.kill((atMost + 3) / 4);
    nursery.release(atMost);
  }

  /** The rest of the time, at least half of it; more where it was not enough. */
  private BooleanSupplier untilEnough(Duration elapsed) {
    BooleanSupplier inTime =
        during(longer(settings.time().minus(elapsed), settings.time().dividedBy(2)));
    BooleanSupplier notTooLate = during(scale.longest().minus(elapsed));
    return () ->
        inTime.getAsBoolean()
            || notTooLate.getAsBoolean()
                && !scale.isEnough(books.ended(), swaps.swaps(), loaders.replacements());
  }

  /** Children of all kinds come and go while the operator does whatever there is to do. */
  private void comeAndGo(BooleanSupplier wanted) throws Exception {
    List<Future<?>> starting = crowd.keepStarting(CHILDREN_AT_ONCE, Ending::any, wanted);
    Future<?> fate = crowd.run(letGoAtRandom(wanted, random.split()));
    while (wanted.getAsBoolean()) {
      operator.swap();
      Patience.pause(random);
    }
    fate.get();
    if (drain()) {
      for (Future<?> thread : starting) {
        thread.get();
      }
    }
  }

  /** Lifetimes are random: at each moment some of those that wait are let go. */
  private Callable<Void> letGoAtRandom(BooleanSupplier wanted, RandomGenerator own) {
    return () -> {
      while (wanted.getAsBoolean()) {
        letGo(own.nextInt(2 + nursery.waiting() / 8));
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(own.nextInt(4_000)));
      }
      return null;
    };
  }

  /** Lets all go; answers true when all are told, and false when nothing more is told. */
  private boolean drain() throws IOException {
    int told = -1;
    for (long since = System.nanoTime(); System.nanoTime() - since < Patience.NANOS; ) {
      letGo(nursery.waiting());
      nursery.kill(nursery.waiting());
      if (books.ended() != told) {
        told = books.ended();
        since = System.nanoTime();
      } else if (books.live() <= 0 && books.starting() == 0) {
        return true;
      }
      Patience.poll();
    }
    return false;
  }

  /** Waits until everything is as before: threads end a moment after what they worked for. */
  private Footprint settle(Footprint before) {
    Patience.await(() -> swaps.areToldAll() && Footprint.now(loaders).isWithin(before));
    return Footprint.now(loaders);
  }

  @Override
  public void close() throws Exception {
    crowd.close();
    nursery.close();
    ledger.close();
    swaps.close();
    for (ClientBundle client : clients) {
      client.close();
    }
  }
}
