package org.hotloop.itests.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;

/**
 * HTTP/1.1 as far as an exchange goes: a server answers each request of a connection with its first
 * line and its body, and ends the connection at once where it is asked to; a client asks once.
 */
final class HttpEcho implements BiConsumer<StreamReader, StreamWriter> {

  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);
  private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  private int connections;

  /** How many were made. */
  int connections() {
    return connections;
  }

  @Override
  public void accept(StreamReader reader, StreamWriter writer) {
    connections++;
    serve(reader, writer);
  }

  private static void serve(StreamReader reader, StreamWriter writer) {
    head(reader)
        .thenCompose(head -> answer(head, reader, writer))
        .whenComplete(
            (answered, end) -> {
              if (end == null) {
                serve(reader, writer);
              } else {
                writer.close();
              }
            });
  }

  private static CompletionStage<Void> answer(
      String head, StreamReader reader, StreamWriter writer) {
    return body(head, reader)
        .thenCompose(
            body -> {
              String first = head.substring(0, head.indexOf("\r\n")) + "\n";
              int length = first.length() + body.length;
              write(writer, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(length));
              write(writer, first);
              writer.write(body);
              if (head.contains("\r\nConnection: close\r\n")) {
                writer.close();
              }
              return writer.drain();
            });
  }

  /** What a server answers to GET {@code path}. */
  static CompletionStage<String> get(String path, StreamReader reader, StreamWriter writer) {
    write(writer, "GET %s HTTP/1.1\r\nHost: hotloop\r\n\r\n".formatted(path));
    return head(reader)
        .thenCompose(head -> body(head, reader))
        .thenApply(body -> new String(body, US_ASCII));
  }

  private static CompletionStage<String> head(StreamReader reader) {
    return reader.readUntil(END_OF_HEAD).thenApply(head -> new String(head, US_ASCII));
  }

  private static CompletionStage<byte[]> body(String head, StreamReader reader) {
    Matcher length = CONTENT_LENGTH.matcher(head);
    return reader.readExactly(length.find() ? Integer.parseInt(length.group(1)) : 0);
  }

  private static void write(StreamWriter writer, String text) {
    writer.write(text.getBytes(US_ASCII));
  }
}
