package org.hotloop.subprocess;

import java.util.Objects;
import org.hotloop.internal.StreamLimit;

/**
 * What a child's standard streams are connected to, each only to what makes sense for it, and how
 * much is kept of those that we read.
 */
record Streams(Stdio stdin, Stdio stdout, Stdio stderr, int limit) {

  static final Streams INHERITED =
      new Streams(Stdio.INHERIT, Stdio.INHERIT, Stdio.INHERIT, StreamLimit.DEFAULT);

  Streams {
    refuse("stdin", stdin, Stdio.STDOUT);
    refuse("stdout", stdout, Stdio.STDOUT);
    Objects.requireNonNull(stderr, "stderr");
    if (stdin instanceof Stdio.ToFile file) {
      throw new InvalidSpecException(
          "stdin: '%s' is opened to be written; use Stdio.from".formatted(file.file()));
    }
    refuseReading("stdout", stdout);
    refuseReading("stderr", stderr);
    StreamLimit.require(limit, InvalidSpecException::new);
  }

  Streams stdin(Stdio connection) {
    return new Streams(connection, stdout, stderr, limit);
  }

  Streams stdout(Stdio connection) {
    return new Streams(stdin, connection, stderr, limit);
  }

  Streams stderr(Stdio connection) {
    return new Streams(stdin, stdout, connection, limit);
  }

  Streams limit(int bytes) {
    return new Streams(stdin, stdout, stderr, bytes);
  }

  private static void refuse(String stream, Stdio connection, Stdio nonsense) {
    if (Objects.requireNonNull(connection, stream) == nonsense) {
      throw new InvalidSpecException("%s: %s is for stderr only".formatted(stream, nonsense));
    }
  }

  private static void refuseReading(String stream, Stdio connection) {
    if (connection instanceof Stdio.FromFile file) {
      throw new InvalidSpecException(
          "%s: '%s' is opened to be read; use Stdio.to or Stdio.appendTo"
              .formatted(stream, file.file()));
    }
  }
}
