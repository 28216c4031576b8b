package org.hotloop.subprocess;

import java.util.Collections;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a child has of the kernel's, its streams apart. */
record Attributes(
    ProcessGroup group, OptionalInt umask, OptionalInt nice, SortedSet<Integer> descriptors) {

  static final Attributes INHERITED =
      new Attributes(
          ProcessGroup.INHERITED, OptionalInt.empty(), OptionalInt.empty(), new TreeSet<>());

  private static final int STREAMS = 3;
  private static final int HIGHEST_UMASK = 0777;
  private static final int LOWEST_NICE = -20;
  private static final int HIGHEST_NICE = 19;

  Attributes {
    Objects.requireNonNull(group, "group");
    descriptors = Collections.unmodifiableSortedSet(new TreeSet<>(descriptors));
    require(umask, 0, HIGHEST_UMASK, "umask %#o is not within 0 to 0777");
    require(nice, LOWEST_NICE, HIGHEST_NICE, "nice %d is not within -20 to 19");
    if (!descriptors.isEmpty() && descriptors.first() < STREAMS) {
      throw new InvalidSpecException(
          "descriptor %d cannot be passed on: 0 to 2 are the standard streams, see Stdio.descriptor"
              .formatted(descriptors.first()));
    }
  }

  Attributes group(ProcessGroup newGroup) {
    return new Attributes(newGroup, umask, nice, descriptors);
  }

  Attributes umask(int mask) {
    return new Attributes(group, OptionalInt.of(mask), nice, descriptors);
  }

  Attributes nice(int niceness) {
    return new Attributes(group, umask, OptionalInt.of(niceness), descriptors);
  }

  Attributes plusDescriptors(int... more) {
    SortedSet<Integer> all = new TreeSet<>(descriptors);
    for (int fd : more) {
      all.add(fd);
    }
    return new Attributes(group, umask, nice, all);
  }

  private static void require(OptionalInt value, int lowest, int highest, String refusal) {
    value.ifPresent(
        given -> {
          if (given < lowest || given > highest) {
            throw new InvalidSpecException(refusal.formatted(given));
          }
        });
  }
}
