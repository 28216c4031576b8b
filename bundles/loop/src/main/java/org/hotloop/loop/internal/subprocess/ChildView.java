package org.hotloop.loop.internal.subprocess;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.hotloop.posix.FileStatus;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.Surroundings;
import org.hotloop.subprocess.OsString;

/**
 * Files as a child will see them that starts in {@code cwd}.
 *
 * @param cwd empty is this process's directory
 */
record ChildView(Surroundings surroundings, Optional<OsString> cwd) {

  /** What the kernel tells about the file. */
  FileStatus status(OsString path) throws PosixException {
    return surroundings.status(fromHere(path));
  }

  /** The same file as this process sees it. */
  OsString fromHere(OsString path) {
    return cwd.isEmpty() || isAbsolute(path) ? path : within(cwd.get(), path);
  }

  /** {@code folder/name}. */
  static OsString within(OsString folder, OsString name) {
    ByteArrayOutputStream path = new ByteArrayOutputStream(folder.length() + 1 + name.length());
    path.writeBytes(folder.toByteArray());
    path.write('/');
    path.writeBytes(name.toByteArray());
    return OsString.of(path.toByteArray());
  }

  private static boolean isAbsolute(OsString path) {
    return !path.isEmpty() && path.toByteArray()[0] == '/';
  }
}
