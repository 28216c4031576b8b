package org.hotloop.itests.stress.internal.policy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.hotloop.itests.stress.internal.policy.Findings.Kind;

/**
 * What is said to one who repeats it: numbered messages of many lengths, each ending with a line's
 * end. Each comes back, byte for byte, before the next is said. Any thread.
 */
final class Dialogue {

  private static final int LONGEST = 2_000;

  /** So that a length, too, tells messages apart. */
  private static final int STEP = 97;

  private final Findings findings;
  private final String name;
  private final AtomicLong said = new AtomicLong();
  private volatile Optional<byte[]> awaited = Optional.empty();

  Dialogue(Findings findings, String name) {
    this.findings = findings;
    this.name = name;
  }

  /** The next message. */
  byte[] next() {
    long number = said.getAndIncrement();
    byte[] head = "%s says %d ".formatted(name, number).getBytes(US_ASCII);
    byte[] message = Arrays.copyOf(head, head.length + (int) (number * STEP % LONGEST) + 1);
    for (int i = head.length; i < message.length - 1; i++) {
      message[i] = (byte) ('a' + (number + i) % 26);
    }
    message[message.length - 1] = '\n';
    awaited = Optional.of(message);
    return message;
  }

  /** It came back so. */
  void heard(byte[] echo) {
    byte[] message = awaited.orElse(new byte[0]);
    awaited = Optional.empty();
    if (!Arrays.equals(message, echo)) {
      findings.add(
          Kind.WRONG,
          "%s heard %s instead of %s"
              .formatted(name, new String(echo, US_ASCII), new String(message, US_ASCII)));
    }
  }

  /** Nothing comes any more, for a reason that somebody else judges. */
  void cutOff() {
    awaited = Optional.empty();
  }

  long said() {
    return said.get();
  }

  /** Whether nothing is to come. */
  boolean isAnswered() {
    return awaited.isEmpty();
  }

  void judge() {
    if (!isAnswered()) {
      findings.add(Kind.LOST, "the answer to message %d of %s".formatted(said() - 1, name));
    }
  }
}
