package org.hotloop.subprocess;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A string as the kernel has it: bytes other than NUL, in no particular encoding. Arguments, names
 * and values of the environment and file names are such strings; one that is no text passes through
 * unchanged. Immutable; equal when the bytes are.
 */
public final class OsString {

  private static final char FIRST_NON_ASCII = 128;
  private static final int HEXADECIMAL = 16;

  private final byte[] bytes;

  private OsString(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * These bytes, which are copied.
   *
   * @throws InvalidSpecException when a NUL is among them, which would be taken for the end
   */
  public static OsString of(byte[] bytes) {
    OsString string = new OsString(bytes.clone());
    for (byte unit : string.bytes) {
      if (unit == 0) {
        throw new InvalidSpecException(
            "a NUL cannot be passed to a program: '%s'"
                .formatted(string.toString().replace("\0", "\\0")));
      }
    }
    return string;
  }

  /**
   * This text in UTF-8.
   *
   * @throws InvalidSpecException when a NUL is in it, or half of a surrogate pair, which UTF-8
   *     cannot say
   */
  public static OsString of(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return of(Arrays.copyOf(encoded.array(), encoded.limit()));
    } catch (CharacterCodingException e) {
      throw new InvalidSpecException(
          "half of a surrogate pair has no bytes in UTF-8: '%s'".formatted(text), e);
    }
  }

  /**
   * The name of this file as the file system has it, whatever this JVM's encoding of file names is.
   *
   * @throws InvalidSpecException when it is a path of another file system than the kernel's, such
   *     as one inside an archive
   */
  public static OsString of(Path path) {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      throw new InvalidSpecException(
          "'%s' is no file that a program can open: it lies in %s"
              .formatted(path, path.getFileSystem()));
    }
    String text = path.toString();
    return text.chars().allMatch(unit -> unit < FIRST_NON_ASCII) ? of(text) : of(decodedName(path));
  }

  /** The bytes, as a copy. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** How many bytes it has. */
  public int length() {
    return bytes.length;
  }

  /** Whether it has none. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Whether this byte is in it. */
  public boolean contains(char ascii) {
    for (byte unit : bytes) {
      if (unit == ascii) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OsString that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** For people: as UTF-8, with a replacement character for what is none. */
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * A path tells its bytes only in its URI, which is absolute: what the working directory adds in
   * front is taken off again.
   */
  private static byte[] decodedName(Path path) {
    byte[] absolute = decoded(path.toUri().getRawPath());
    int start = path.isAbsolute() ? 0 : prefixOf(Path.of("").toAbsolutePath());
    int end = absolute.length;
    if (end > start + 1 && absolute[end - 1] == '/') {
      end--; // said of folders
    }
    return Arrays.copyOfRange(absolute, start, end);
  }

  private static int prefixOf(Path directory) {
    int length = decoded(directory.toUri().getRawPath()).length;
    boolean isSlashed = directory.toUri().getRawPath().endsWith("/");
    return isSlashed ? length : length + 1;
  }

  private static byte[] decoded(String rawPath) {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(rawPath.length());
    for (int i = 0; i < rawPath.length(); i++) {
      char unit = rawPath.charAt(i);
      if (unit == '%') {
        decoded.write(Integer.parseInt(rawPath, i + 1, i + 3, HEXADECIMAL));
        i += 2;
      } else {
        decoded.write(unit);
      }
    }
    return decoded.toByteArray();
  }
}
