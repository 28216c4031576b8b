package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.hotloop.EventLoopClosedException;
import org.hotloop.NameInfo;
import org.hotloop.NameInfo.Flag;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** asyncio's {@code getaddrinfo} and {@code getnameinfo}. */
public abstract class EventLoopNamesContract extends EventLoopSuite {

  /** Of TEST-NET-1, which nobody has. */
  private static final String NOBODY = "192.0.2.1";

  private int executed;

  @Test
  @DisplayName("S20 a name is resolved off the loop, to all its addresses")
  void resolvesAName() throws Exception {
    loop.setDefaultExecutor(counting());

    List<InetSocketAddress> addresses = run(loop.getaddrinfo("localhost", 80));

    assertFalse(addresses.isEmpty());
    for (InetSocketAddress address : addresses) {
      assertTrue(address.getAddress().isLoopbackAddress(), address.toString());
      assertEquals(80, address.getPort());
    }
    assertEquals(1, executed);
    assertThrows(UnknownHostException.class, () -> run(loop.getaddrinfo("nobody.invalid", 80)));
  }

  @Test
  @DisplayName("S20 what is in digits is given at once, and nobody is asked")
  void resolvesDigits() throws Exception {
    loop.setDefaultExecutor(counting());

    for (String digits : List.of("127.0.0.1", "255.199.9.0", "::1", "2001:db8::1")) {
      CompletableFuture<List<InetSocketAddress>> resolved = loop.getaddrinfo(digits, 0);
      assertTrue(resolved.isDone(), digits);
      InetSocketAddress expected = new InetSocketAddress(InetAddress.getByName(digits), 0);
      assertEquals(List.of(expected), run(resolved));
    }
    assertThrows(UnknownHostException.class, () -> run(loop.getaddrinfo("1:2:3", 80)));
    assertEquals(0, executed);
  }

  @Test
  @DisplayName("S20 what only looks like digits is a name")
  void asksForWhatIsNoAddress() {
    loop.setDefaultExecutor(work -> executed++);
    for (String name : List.of("256.0.0.1", "1.2.3.4.example", "a1.2.3.4", "1.2.3.4.5")) {
      loop.getaddrinfo(name, 80);
    }
    assertEquals(4, executed);
  }

  @Test
  @DisplayName("S20 what makes no sense is refused")
  void refusesNonsense() {
    assertThrows(NullPointerException.class, () -> loop.getaddrinfo(null, 80));
    for (int port : new int[] {-1, 65_536}) {
      assertThrows(IllegalArgumentException.class, () -> loop.getaddrinfo("localhost", port));
    }
    InetSocketAddress unresolved = InetSocketAddress.createUnresolved("localhost", 80);
    assertThrows(IllegalArgumentException.class, () -> loop.getnameinfo(unresolved));
    loop.close();
    assertThrows(EventLoopClosedException.class, () -> loop.getaddrinfo("::1", 80));
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", 80);
    assertThrows(EventLoopClosedException.class, () -> loop.getnameinfo(address));
  }

  @Test
  @DisplayName("S21 an address has the name that it is looked up by in reverse")
  void namesAnAddress() throws Exception {
    InetAddress loopback = InetAddress.getByAddress("invented", new byte[] {127, 0, 0, 1});
    loop.setDefaultExecutor(counting());

    NameInfo names = run(loop.getnameinfo(new InetSocketAddress(loopback, 0)));

    assertEquals(InetAddress.getByName("127.0.0.1").getCanonicalHostName(), names.host());
    assertEquals("0", names.service(), "a port without a name");
    assertEquals(1, executed);
  }

  @Test
  @DisplayName("S21 digits are given at once, and nobody is asked")
  void givesDigits() throws Exception {
    loop.setDefaultExecutor(counting());
    CompletableFuture<NameInfo> names =
        loop.getnameinfo(
            new InetSocketAddress(InetAddress.getByName("::1"), 80),
            Flag.NUMERIC_HOST,
            Flag.NUMERIC_SERVICE);

    assertTrue(names.isDone());
    assertEquals(new NameInfo("0:0:0:0:0:0:0:1", "80"), run(names));
    assertEquals(0, executed);
  }

  @Test
  @DisplayName(
      "S21 an address without a name is given in digits, or a failure where one is required")
  void tellsThatThereIsNoName() throws Exception {
    InetSocketAddress nobody = new InetSocketAddress(NOBODY, 80);

    assertEquals(NOBODY, run(loop.getnameinfo(nobody, Flag.NUMERIC_SERVICE)).host());
    UnknownHostException unknown =
        assertThrows(
            UnknownHostException.class, () -> run(loop.getnameinfo(nobody, Flag.NAME_REQUIRED)));
    assertTrue(unknown.getMessage().contains(NOBODY), unknown.getMessage());
  }

  private Executor counting() {
    return work -> {
      executed++;
      new Thread(work, "hotloop-test-names").start();
    };
  }

  private <T> T run(CompletableFuture<T> future) throws Exception {
    return loop.runUntilComplete(future);
  }
}
