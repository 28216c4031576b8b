package org.hotloop.loop.proactor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.ShutdownChannelGroupException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What comes of a channel's operations, on its way to the loop. */
class OperationTest implements Operation.Outcome<String> {

  private final HandedLoop loop = new HandedLoop();
  private final List<String> told = new ArrayList<>();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  @DisplayName("L7 what was done elsewhere is told on the loop, in its order")
  void tellsOnTheLoop() {
    new Operation<>(loop, this).completed("first", null);
    new Operation<>(loop, this).failed(new IOException("second"), null);
    new Operation<>(loop, this).completed("third", null);
    assertEquals(List.of(), told);

    loop.runOnce();
    assertEquals(List.of("first", "failed: second", "third"), told);
  }

  @Test
  @DisplayName("one that has failed may succeed the next time")
  void isUsedAgain() {
    Operation<String> operation = new Operation<>(loop, this);
    operation.failed(new IOException("first"), null);
    loop.runOnce();
    operation.completed("second", null);
    loop.runOnce();
    assertEquals(List.of("failed: first", "second"), told);
  }

  @Test
  @DisplayName("what is no IOException is told as the cause of one")
  void wrapsOtherFailures() {
    new Operation<>(loop, this).failed(new ShutdownChannelGroupException(), null);
    loop.runOnce();
    assertEquals(List.of("failed: " + ShutdownChannelGroupException.class.getName()), told);
  }

  @Test
  @DisplayName("L19 what comes when the loop is closed is dropped")
  void dropsWhatComesAfterTheEnd() {
    loop.close();
    new Operation<>(loop, this).completed("late", null);
    assertEquals(List.of(), told);
  }

  @Override
  public void succeeded(String result) {
    told.add(result);
  }

  @Override
  public void failed(IOException cause) {
    told.add("failed: " + cause.getMessage());
  }
}
