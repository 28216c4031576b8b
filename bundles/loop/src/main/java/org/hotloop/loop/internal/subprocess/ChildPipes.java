package org.hotloop.loop.internal.subprocess;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hotloop.loop.internal.pipe.DescriptorEnd;
import org.hotloop.loop.internal.pipe.PipeEnd;
import org.hotloop.loop.internal.pipe.PipeOwner;
import org.hotloop.loop.internal.pipe.PipeTransport;
import org.hotloop.loop.internal.pipe.ReadPipeTransport;
import org.hotloop.loop.internal.pipe.WritePipeTransport;
import org.hotloop.posix.Descriptor;

/**
 * Our ends of a child's pipes: descriptors before there is a protocol, then a transport each.
 * Loop's thread only, but for {@link #transport}, {@link #toString}; and {@link #discard}, where
 * the loop does not run.
 */
final class ChildPipes {

  private static final List<String> NAMES = List.of("stdin", "stdout", "stderr");

  private final Map<Integer, Descriptor> ends;
  private volatile Map<Integer, PipeTransport> transports = Map.of();

  /**
   * @param ends by the child's descriptor; owned from now on
   */
  ChildPipes(Map<Integer, Descriptor> ends) {
    this.ends = ends;
  }

  /** Makes the transports; none polls before {@link #start()}. */
  void connect(PipeLoop loop, ChildTransport child) {
    if (ends.isEmpty()) {
      return; // of such children there can be thousands
    }
    Map<Integer, PipeTransport> made = new TreeMap<>();
    ends.forEach(
        (fd, descriptor) -> {
          PipeEnd end = new DescriptorEnd(loop.loop(), loop.descriptors(), descriptor, true);
          PipeOwner owner = new ChildPipe(child, fd);
          made.put(
              fd,
              fd == 0
                  ? new WritePipeTransport(loop.loop(), end, owner, loop.buffers())
                  : new ReadPipeTransport(loop.loop(), end, owner, loop.buffers()));
        });
    transports = made;
  }

  void start() {
    transports.values().forEach(PipeTransport::start);
  }

  Optional<PipeTransport> transport(int fd) {
    return Optional.ofNullable(transports.get(fd));
  }

  /**
   * Closes them.
   *
   * @param killed whether what is buffered for the child has no reader any more
   */
  void close(boolean killed) {
    for (PipeTransport pipe : transports.values()) {
      if (killed && pipe instanceof WritePipeTransport stdin) {
        stdin.abort();
      } else {
        pipe.close();
      }
    }
  }

  /** Closes them at once, and tells nobody. */
  void discard() {
    transports.values().forEach(PipeTransport::discard);
    ends.values().forEach(Descriptor::close); // those that were not connected yet
  }

  boolean areLost() {
    return transports.values().stream().allMatch(PipeTransport::isLost);
  }

  /** For people: each stream's state behind a blank. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    transports.forEach(
        (fd, pipe) -> text.append(' ').append(NAMES.get(fd)).append('=').append(pipe.state()));
    return text.toString();
  }
}
