package org.hotloop.itests.bench.internal.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hotloop.itests.bench.internal.Json;

/** A peer at work. What it says on standard error goes into a file. */
final class PeerProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 600;

  private final Path errors;
  private final Process process;
  private final BufferedReader output;
  private String last = "";

  /** Starts it. */
  PeerProcess(List<String> command, Path errors) throws IOException {
    this.errors = errors;
    Files.createDirectories(errors.getParent());
    process = new ProcessBuilder(command).redirectError(Redirect.to(errors.toFile())).start();
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    // a read does not end by itself where a peer hangs
    process
        .onExit()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(
            timeout -> {
              close();
              return process;
            });
  }

  /** Writes a line to its standard input. */
  void tell(String word) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
    input.flush();
  }

  /** The next object that it prints. */
  Map<String, Object> next() throws IOException, PeerFailedException, InterruptedException {
    last = output.readLine();
    if (last == null) {
      throw failure("ended with %d".formatted(process.waitFor()));
    }
    return object();
  }

  /** Ends its standard input, and waits for the last object that it prints. */
  Map<String, Object> end() throws IOException, PeerFailedException, InterruptedException {
    process.getOutputStream().close();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      last = line;
    }
    int status = process.waitFor();
    if (status != 0) {
      throw failure("ended with %d".formatted(status));
    }
    return object();
  }

  private Map<String, Object> object() throws IOException, PeerFailedException {
    try {
      return Json.read(last);
    } catch (IllegalArgumentException noObject) {
      throw failure(noObject.getMessage());
    }
  }

  private PeerFailedException failure(String what) throws IOException {
    List<String> said = Files.readAllLines(errors, StandardCharsets.UTF_8);
    return new PeerFailedException(
        "%s; %s%n  %s".formatted(what, said.isEmpty() ? "it said nothing" : said.get(0), errors));
  }

  /** Ends it if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
