package org.hotloop.posix;

import java.util.List;
import java.util.Optional;
import org.hotloop.subprocess.OsString;
import org.osgi.annotation.versioning.ProviderType;

/** What this process finds around it, byte by byte as the kernel has it. Any thread. */
@ProviderType
public interface Surroundings {

  /**
   * This process's environment as the C library has it now, each {@code NAME=value} as a rule.
   * {@code System.getenv} decodes it; this does not.
   */
  List<OsString> environment();

  /** A variable of {@link #environment()}. */
  Optional<OsString> variable(OsString name);

  /**
   * What the kernel tells about a file.
   *
   * @param path relative ones are seen from this process's directory
   * @throws PosixException ENOENT, ENOTDIR, EACCES for a folder on the way, ELOOP, ENAMETOOLONG
   */
  FileStatus status(OsString path) throws PosixException;
}
