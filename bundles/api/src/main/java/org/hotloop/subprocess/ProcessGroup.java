package org.hotloop.subprocess;

/** Which process group, and session, a child starts in. */
public sealed interface ProcessGroup permits ProcessGroup.Standard, ProcessGroup.Existing {

  /** This process's group: what a terminal sends to us, it sends to the child, too. */
  ProcessGroup INHERITED = Standard.INHERITED;

  /** A group of its own, to which signals can be sent; man setpgid(2). */
  ProcessGroup NEW = Standard.NEW;

  /** A session of its own, without a terminal, and with that a group of its own; man setsid(2). */
  ProcessGroup NEW_SESSION = Standard.NEW_SESSION;

  /**
   * A group of this session that is there when the child starts; man setpgid(2).
   *
   * @throws InvalidSpecException when {@code pgid} is no pid of anybody's
   */
  static ProcessGroup existing(long pgid) {
    return new Existing(pgid);
  }

  /** The groups that need no further word. */
  enum Standard implements ProcessGroup {
    /** {@link ProcessGroup#INHERITED}. */
    INHERITED,
    /** {@link ProcessGroup#NEW}. */
    NEW,
    /** {@link ProcessGroup#NEW_SESSION}. */
    NEW_SESSION
  }

  /**
   * {@link ProcessGroup#existing}.
   *
   * @param pgid its number
   */
  record Existing(long pgid) implements ProcessGroup {

    /** Checks that it can be a group's number. */
    public Existing {
      if (pgid < 1 || pgid > Integer.MAX_VALUE) {
        throw new InvalidSpecException("%d is no process group's number".formatted(pgid));
      }
    }
  }
}
