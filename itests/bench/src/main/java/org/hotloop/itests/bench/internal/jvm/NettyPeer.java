package org.hotloop.itests.bench.internal.jvm;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One loop of Netty's. */
final class NettyPeer implements Peer, Loop, EchoServer {

  private final EventLoopGroup group;
  private final EventLoop loop;
  private final Class<? extends ServerChannel> channel;

  private NettyPeer(IoHandlerFactory io, Class<? extends ServerChannel> channel) {
    this.group = new MultiThreadIoEventLoopGroup(1, io);
    this.loop = group.next();
    this.channel = channel;
  }

  static Peer nio() {
    return new NettyPeer(NioIoHandler.newFactory(), NioServerSocketChannel.class);
  }

  static Peer epoll() {
    return new NettyPeer(EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
  }

  @Override
  public Executor beginning() {
    return loop;
  }

  @Override
  public Optional<Loop> loop() {
    return Optional.of(this);
  }

  @Override
  public Optional<EchoServer> echo() {
    return Optional.of(this);
  }

  @Override
  public void callSoon(Runnable callback) {
    loop.execute(callback);
  }

  @Override
  public void callSoonThreadsafe(Runnable callback) {
    loop.execute(callback);
  }

  @Override
  public Runnable callLater(Duration delay, Runnable callback) {
    Future<?> timer = loop.schedule(callback, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> timer.cancel(false);
  }

  @Override
  public int serve() throws InterruptedException {
    Channel listening =
        new ServerBootstrap()
            .group(group)
            .channel(channel)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connection.pipeline().addLast(new Echo());
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  @Override
  public void close() throws InterruptedException {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
  }

  private static final class Echo extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object data) {
      context.write(data, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }
}
