package org.hotloop.loop.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** What a transport still has to write. Loop's thread only. */
@ProviderType
public interface Unsent {

  /**
   * Copies the oldest bytes, as many as fit, to where {@code room} stands; none where it is all.
   */
  void copyTo(ByteBuffer room);

  /**
   * So many of the oldest bytes are written. When there are no more, this stops the socket's
   * writing; who was paused may write again inside this call.
   */
  void sent(int count);

  /** Nothing can be written any more. */
  void failed(IOException cause);
}
