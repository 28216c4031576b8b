package org.hotloop.itests.stress.internal.watcher;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.hotloop.itests.stress.internal.ClientBundle;

/** The clients' threads: each starts children, in the name of its bundle, while there is room. */
final class Crowd implements AutoCloseable {

  /** How the next child is to end. */
  @FunctionalInterface
  interface Endings {
    Ending of(int id, RandomGenerator random);
  }

  private static final int THREADS_PER_CLIENT = 2;

  private final List<ClientBundle> clients;
  private final Nursery nursery;
  private final Books books;
  private final SplittableRandom random;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(work -> new Thread(work, "stress-client"));

  Crowd(List<ClientBundle> clients, Nursery nursery, Books books, SplittableRandom random) {
    this.clients = clients;
    this.nursery = nursery;
    this.books = books;
    this.random = random;
  }

  /** Starts that many while they are {@code wanted}; returns when all of them were asked for. */
  void start(int count, Endings endings, BooleanSupplier wanted) throws Exception {
    AtomicInteger rest = new AtomicInteger(count);
    BooleanSupplier more = () -> wanted.getAsBoolean() && rest.getAndDecrement() > 0;
    for (Future<?> thread : keepStarting(count, endings, more)) {
      thread.get();
    }
  }

  /**
   * Starts as many as there is room for while they are {@code wanted}.
   *
   * @return complete when none is any more
   */
  List<Future<?>> keepStarting(int atOnce, Endings endings, BooleanSupplier wanted) {
    Semaphore room = new Semaphore(atOnce);
    List<Future<?>> running = new ArrayList<>();
    for (ClientBundle client : clients) {
      for (int i = 0; i < THREADS_PER_CLIENT; i++) {
        SplittableRandom own = random.split();
        running.add(
            threads.submit(
                () -> {
                  while (wanted.getAsBoolean()) {
                    room.acquire();
                    start(client, endings, own, room::release);
                  }
                  return null;
                }));
      }
    }
    return running;
  }

  private void start(ClientBundle client, Endings endings, RandomGenerator own, Runnable done) {
    Child child = books.open(id -> endings.of(id, own));
    if (own.nextBoolean()) {
      nursery.spawnByService(client, child, done);
    } else {
      nursery.spawnByHand(client, child, done);
    }
  }

  /** Runs something beside it. */
  Future<Void> run(Callable<Void> work) {
    return threads.submit(work);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
