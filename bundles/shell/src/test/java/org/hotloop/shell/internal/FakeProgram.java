package org.hotloop.shell.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hotloop.child.ExitStatus;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.subprocess.CommunicateLimits;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;

/** A program that prints what it is given, and ends when it is told. */
final class FakeProgram implements Subprocesses, Subprocess, StreamReader {

  final CompletableFuture<SubprocessSpec> started = new CompletableFuture<>();
  final CompletableFuture<ExitStatus> end = new CompletableFuture<>();
  final CompletableFuture<Duration> terminated = new CompletableFuture<>();
  private final Deque<byte[]> chunks = new ArrayDeque<>();

  FakeProgram prints(String text) {
    chunks.add(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  FakeProgram ends(ExitStatus status) {
    end.complete(status);
    return this;
  }

  @Override
  public CompletionStage<Subprocess> createSubprocessExec(SubprocessSpec spec) {
    started.complete(spec);
    return CompletableFuture.completedFuture(this);
  }

  /** The end of the output comes with the end of the program. */
  @Override
  public CompletionStage<byte[]> read(int max) {
    return chunks.isEmpty()
        ? end.thenApply(status -> new byte[0])
        : CompletableFuture.completedFuture(chunks.remove());
  }

  @Override
  public CompletionStage<Integer> readInto(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StreamReader stdout() {
    return this;
  }

  @Override
  public CompletionStage<ExitStatus> waitFor() {
    return end;
  }

  @Override
  public CompletionStage<ExitStatus> terminate(Duration grace) {
    terminated.complete(grace);
    return end;
  }

  @Override
  public long pid() {
    return 4711;
  }

  @Override
  public Optional<ExitStatus> exitStatus() {
    throw new UnsupportedOperationException();
  }

  @Override
  public StreamWriter stdin() {
    throw new UnsupportedOperationException();
  }

  @Override
  public StreamReader stderr() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Output> communicate(byte[] inputOrNull, CommunicateLimits limits) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void sendSignal(int signal) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<ExitStatus> drained() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void sendSignalToGroup(int signal) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void terminate() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void kill() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<byte[]> readAll() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<byte[]> readExactly(int count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<byte[]> readLine() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<byte[]> readUntil(byte[] separator) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean atEof() {
    throw new UnsupportedOperationException();
  }
}
