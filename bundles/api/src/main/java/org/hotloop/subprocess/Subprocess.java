package org.hotloop.subprocess;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.hotloop.child.ExitStatus;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A child process, as asyncio's {@code Process}. Any thread; stages complete on the loop's thread.
 * A child that was piped must be read, or it stops when the pipe is full: {@link #communicate} does
 * all of it.
 */
@ProviderType
public interface Subprocess {

  /** The child's process id; a stranger's, perhaps, once the exit was seen. */
  long pid();

  /**
   * Where to write its standard input.
   *
   * @throws IllegalStateException when stdin is not {@link Stdio#PIPE}
   */
  StreamWriter stdin();

  /**
   * Where to read its standard output.
   *
   * @throws IllegalStateException when stdout is not {@link Stdio#PIPE}
   */
  StreamReader stdout();

  /**
   * Where to read its standard error.
   *
   * @throws IllegalStateException when stderr is not {@link Stdio#PIPE}
   */
  StreamReader stderr();

  /** How it ended; empty while that was not seen. */
  Optional<ExitStatus> exitStatus();

  /** Complete at the exit, whoever still holds the pipes. */
  CompletionStage<ExitStatus> waitFor();

  /**
   * Complete when the exit was seen and all pipes have ended: whoever inherited them has closed
   * them, too, and all that they wrote is here to be read. It does not read itself: what nobody
   * reads holds the end of a pipe back.
   */
  CompletionStage<ExitStatus> drained();

  /** As {@link #communicate(byte[], CommunicateLimits)} with {@link CommunicateLimits#none()}. */
  default CompletionStage<Output> communicate(byte[] inputOrNull) {
    return communicate(inputOrNull, CommunicateLimits.none());
  }

  /**
   * Writes {@code inputOrNull} to the standard input, if piped, and closes it; reads the piped
   * outputs to their end; waits for the exit. A child that does not read its input is no error.
   *
   * <p>When the deadline passes, or the stage is cancelled, the child goes on, the input goes on
   * being written, and what was read is back in the streams: a later communicate, or read, begins
   * where this one did. What a bound had already dropped stays dropped: a later communicate counts
   * it again, a read fails where it is missing.
   *
   * @param inputOrNull null is an end at once, as is nothing; only the first communicate can have
   *     one, since that closes the standard input
   * @return fails with {@link CommunicateTimeoutException} at the deadline; with {@link
   *     org.hotloop.stream.StreamBusyException} where another communicate or a read is under way,
   *     and with {@link IllegalStateException} where there is input, but no standard input that is
   *     piped and open: nothing was written or read then
   */
  CompletionStage<Output> communicate(byte[] inputOrNull, CommunicateLimits limits);

  /**
   * Sends a signal.
   *
   * @param signal its number, 1 to 64
   * @throws InvalidSignalException when out of range
   * @throws ProcessGoneException when the exit was seen
   */
  void sendSignal(int signal);

  /**
   * Sends a signal to each process of the child's group: to it and what it started. Only while the
   * child itself has not ended, since then the group's number may become a stranger's.
   *
   * @param signal its number, 1 to 64
   * @throws InvalidSignalException when out of range
   * @throws IllegalStateException unless the child was started with {@link ProcessGroup#NEW} or
   *     {@link ProcessGroup#NEW_SESSION}
   * @throws ProcessGoneException when the exit was seen
   */
  void sendSignalToGroup(int signal);

  /** {@link #sendSignal} with SIGTERM. */
  void terminate();

  /** {@link #sendSignal} with SIGKILL. */
  void kill();

  /**
   * SIGTERM now, SIGKILL when it still runs after {@code grace}. A child that is gone already is no
   * error here. Who cancels the stage has not called the SIGKILL off; the loop's end does, but
   * kills the child itself unless that is to be left.
   *
   * @param grace zero kills at once
   * @return as {@link #waitFor()}
   * @throws IllegalArgumentException when {@code grace} is negative; nothing was sent
   */
  CompletionStage<ExitStatus> terminate(Duration grace);
}
