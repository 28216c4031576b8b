package org.hotloop.itests.bench.internal.report;

import java.util.OptionalDouble;

/** What is read off a run: costs, of which less is better. */
public enum Figure {
  /** Elapsed time of one piece, in microseconds. */
  WALL("wall µs", 1e3) {
    @Override
    OptionalDouble raw(Result result) {
      return perPiece(result, result.field("wallNanos"));
    }
  },
  /** CPU time of the peer and its children for one piece, in microseconds. */
  CPU("CPU µs", 1e3) {
    @Override
    OptionalDouble raw(Result result) {
      OptionalDouble self = result.field("selfCpuNanos");
      double children = result.field("childrenCpuNanos").orElse(0);
      return self.isPresent()
          ? perPiece(result, OptionalDouble.of(self.getAsDouble() + children))
          : self;
    }
  },
  /** That of the peer alone. */
  SELF("self µs", 1e3) {
    @Override
    OptionalDouble raw(Result result) {
      return perPiece(result, result.field("selfCpuNanos"));
    }
  },
  /** That of its children. */
  CHILDREN("children µs", 1e3) {
    @Override
    OptionalDouble raw(Result result) {
      return perPiece(result, result.field("childrenCpuNanos"));
    }
  },
  /** The median latency, in microseconds. */
  P50("p50 µs", 1e3) {
    @Override
    OptionalDouble raw(Result result) {
      return result.field("p50Nanos");
    }
  },
  /** The latency that one of a hundred exceeds. */
  P99("p99 µs", 1e3) {
    @Override
    OptionalDouble raw(Result result) {
      return result.field("p99Nanos");
    }
  },
  /** Threads at the peak. */
  THREADS("threads", 1) {
    @Override
    OptionalDouble raw(Result result) {
      return result.field("threads");
    }
  },
  /** Memory, in MiB: what is resident; of a virtual machine's heap what lives. */
  RESIDENT("MiB", 1024) {
    @Override
    OptionalDouble raw(Result result) {
      return result.field("residentKiB");
    }
  },
  /** How much the memory has grown for each of many that are there at once, in KiB. */
  KIB_EACH("KiB each", 1) {
    @Override
    OptionalDouble raw(Result result) {
      return perMember(result, "membersKiB");
    }
  },
  /** CPU time of the peer for making each of those, in microseconds. */
  MADE_EACH("made µs", 1e3) {
    @Override
    OptionalDouble raw(Result result) {
      return perMember(result, "membersCpuNanos");
    }
  };

  private final String title;
  private final double unit;

  Figure(String title, double unit) {
    this.title = title;
    this.unit = unit;
  }

  /** The head of its column. */
  public String title() {
    return title;
  }

  /** Empty where the peer does not have it. */
  public OptionalDouble of(Result result) {
    OptionalDouble raw = raw(result);
    return raw.isPresent() ? OptionalDouble.of(raw.getAsDouble() / unit) : raw;
  }

  abstract OptionalDouble raw(Result result);

  private static OptionalDouble perMember(Result result, String field) {
    OptionalDouble total = result.field(field);
    OptionalDouble members = result.field("members");
    return total.isPresent() && members.isPresent()
        ? OptionalDouble.of(total.getAsDouble() / members.getAsDouble())
        : OptionalDouble.empty();
  }

  /** A piece of a stream of bytes is a MiB. */
  private static OptionalDouble perPiece(Result result, OptionalDouble total) {
    OptionalDouble bytes = result.field("bytes");
    OptionalDouble pieces =
        bytes.isPresent()
            ? OptionalDouble.of(bytes.getAsDouble() / (1 << 20))
            : result.field("ops");
    return total.isPresent() && pieces.isPresent()
        ? OptionalDouble.of(total.getAsDouble() / pieces.getAsDouble())
        : OptionalDouble.empty();
  }
}
