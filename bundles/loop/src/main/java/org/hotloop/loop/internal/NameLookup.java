package org.hotloop.loop.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hotloop.EventLoop;
import org.hotloop.NameInfo;
import org.hotloop.NameInfo.Flag;

/** Names to addresses and back; off the loop where anybody has to be asked. Any thread. */
public final class NameLookup {

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

  private final Supplier<EventLoop> loop;
  private final ServiceNames services = new ServiceNames(Path.of("/etc/services"));

  /** For the loop that {@code loop} gives. */
  public NameLookup(Supplier<EventLoop> loop) {
    this.loop = loop;
  }

  /** As {@link EventLoop#getaddrinfo}. */
  public CompletableFuture<List<InetSocketAddress>> addresses(String host, int port) {
    Objects.requireNonNull(host, "host");
    InetSocketAddress.createUnresolved(host, port); // refuses a port that is none
    return complete(isInDigits(host), () -> resolve(host, port));
  }

  /** As {@link EventLoop#getnameinfo}. */
  public CompletableFuture<NameInfo> names(InetSocketAddress address, Flag... flags) {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("the address is not resolved: " + address);
    }
    Set<Flag> asked = EnumSet.noneOf(Flag.class);
    asked.addAll(List.of(flags));
    boolean digits = asked.containsAll(List.of(Flag.NUMERIC_HOST, Flag.NUMERIC_SERVICE));
    return complete(digits, () -> new NameInfo(host(address, asked), service(address, asked)));
  }

  private <T> CompletableFuture<T> complete(boolean now, Callable<T> lookup) {
    if (!now) {
      return loop.get().runInExecutor(null, lookup);
    }
    CompletableFuture<T> future = loop.get().createFuture();
    try {
      future.complete(lookup.call());
    } catch (Exception e) {
      future.completeExceptionally(e);
    }
    return future;
  }

  /** What the JDK takes for an address without asking; no name has a colon. */
  private static boolean isInDigits(String host) {
    return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
  }

  private static List<InetSocketAddress> resolve(String host, int port)
      throws UnknownHostException {
    return Stream.of(InetAddress.getAllByName(host))
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }

  private static String host(InetSocketAddress address, Set<Flag> asked)
      throws UnknownHostException {
    String digits = address.getAddress().getHostAddress();
    if (asked.contains(Flag.NUMERIC_HOST)) {
      return digits;
    }
    String name = address.getAddress().getCanonicalHostName(); // digits where there is none
    if (!name.equals(digits)) {
      return name;
    }
    if (asked.contains(Flag.NAME_REQUIRED)) {
      throw new UnknownHostException("no name is known for " + digits);
    }
    return digits;
  }

  private String service(InetSocketAddress address, Set<Flag> asked) throws IOException {
    String digits = Integer.toString(address.getPort());
    return asked.contains(Flag.NUMERIC_SERVICE)
        ? digits
        : services
            .of(address.getPort(), asked.contains(Flag.DATAGRAM) ? "udp" : "tcp")
            .orElse(digits);
  }
}
