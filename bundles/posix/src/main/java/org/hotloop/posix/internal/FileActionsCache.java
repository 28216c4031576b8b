package org.hotloop.posix.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest.DescriptorTable;

/**
 * File actions of the latest shapes of spawns: to build them costs a call or two for each
 * descriptor, while most children of a program are given the same. They name numbers, so whatever
 * is open under those in the moment of the spawn is what the child gets. Any thread; they are only
 * read once made, so spawns share them.
 */
final class FileActionsCache {

  private static final int MOST = 16;

  private final NativeLibrary library;

  /** The one that was used longest ago first. Guarded by this, as are the counts of its values. */
  private final Map<DescriptorTable, Shared> latest = new LinkedHashMap<>(MOST * 2, 0.75f, true);

  FileActionsCache(NativeLibrary library) {
    this.library = library;
  }

  /** Those for {@code table}, which are closed after the spawn that reads them. */
  Shared take(DescriptorTable table) throws PosixException {
    synchronized (this) {
      Shared present = latest.get(table);
      if (present != null) {
        present.users++;
        return present;
      }
    }
    FileActions actions = new FileActions(library);
    try {
      actions.carryOut(DescriptorPlan.of(table));
    } catch (PosixException | RuntimeException | Error e) {
      actions.close();
      throw e;
    }
    return keep(table, new Shared(actions));
  }

  private synchronized Shared keep(DescriptorTable table, Shared made) {
    if (latest.putIfAbsent(table, made) == null) { // else another thread was faster
      made.users++;
    }
    Iterator<Shared> oldest = latest.values().iterator();
    for (int excess = latest.size() - MOST; excess > 0; excess--) {
      oldest.next().release();
      oldest.remove();
    }
    return made;
  }

  /** File actions with their users: the spawns that read them, and the cache. */
  final class Shared implements AutoCloseable {

    private final FileActions actions;

    /** Guarded by the cache. */
    private int users = 1;

    private Shared(FileActions actions) {
      this.actions = actions;
    }

    FileActions actions() {
      return actions;
    }

    @Override
    public void close() {
      synchronized (FileActionsCache.this) {
        release();
      }
    }

    private void release() {
      users--;
      if (users == 0) {
        actions.close();
      }
    }
  }
}
