package org.hotloop.tck;

/**
 * What not every kind of loop can do. {@link EventLoopAbilityContract} shows that one which cannot
 * says so; the suites named here are for those that can.
 */
public enum Ability {

  /**
   * Readers and writers, on channels and on raw descriptors: {@link EventLoopReaderContract},
   * {@link EventLoopChannelContract}, {@link EventLoopSocketContract}, {@link
   * EventLoopDescriptorContract}.
   */
  READERS,

  /** The operations named {@code sock}: {@link EventLoopSockContract}. */
  SOCK_OPERATIONS,

  /**
   * Connections and servers: {@link EventLoopServerContract}, {@link EventLoopTransportContract},
   * {@link EventLoopStreamContract}.
   */
  CONNECTIONS,

  /** The same over unix sockets: {@link EventLoopUnixSocketContract}. */
  UNIX_SOCKETS,

  /** Datagram endpoints: {@link EventLoopDatagramContract}. */
  DATAGRAMS,

  /** Pipes on channels: {@link EventLoopChannelPipeContract}. */
  CHANNEL_PIPES,

  /** Files that the kernel sends: {@link EventLoopSendfileContract}. */
  KERNEL_SENDFILE
}
