package org.hotloop.loop.internal.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.hotloop.loop.SelectorEventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WaitersTest {

  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final Waiters<String> waiters = new Waiters<>(new Stages(loop));

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  @Test
  @DisplayName("X18 of waits that were cancelled, again and again, only a few are kept")
  void cancelled_waits_are_not_kept() {
    CompletableFuture<String> patient = new CompletableFuture<>();
    waiters.add(patient);
    for (int attempt = 0; attempt < 10_000; attempt++) {
      CompletableFuture<String> hasty = new CompletableFuture<>();
      waiters.add(hasty);
      hasty.cancel(false);
    }
    assertTrue(waiters.size() < 40, () -> waiters.size() + " are kept");
    waiters.complete("x");
    assertEquals("x", patient.join());
  }

  @Test
  void all_that_wait_are_kept_however_many() {
    CompletableFuture<?>[] all = new CompletableFuture<?>[1000];
    for (int i = 0; i < all.length; i++) {
      CompletableFuture<String> stage = new CompletableFuture<>();
      waiters.add(stage);
      all[i] = stage;
    }
    waiters.complete("x");
    CompletableFuture.allOf(all).join();
  }
}
