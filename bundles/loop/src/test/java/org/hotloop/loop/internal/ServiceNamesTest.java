package org.hotloop.loop.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceNamesTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("S21 a port has the name that the file of services has for it, by its protocol")
  void findsNames() throws Exception {
    Path file = folder.resolve("services");
    Files.writeString(
        file,
        """
        # Network services

        http            80/tcp          www # WorldWideWeb
        # old           81/tcp
        syslog          514/udp
        shell   514/tcp cmd
        """);
    ServiceNames names = new ServiceNames(file);

    assertEquals(Optional.of("http"), names.of(80, "tcp"));
    assertEquals(Optional.empty(), names.of(80, "udp"));
    assertEquals(Optional.empty(), names.of(81, "tcp"));
    assertEquals(Optional.of("syslog"), names.of(514, "udp"));
    assertEquals(Optional.of("shell"), names.of(514, "tcp"));
  }

  @Test
  @DisplayName("S21 without the file no port has a name")
  void getsAlongWithoutTheFile() throws Exception {
    assertEquals(Optional.empty(), new ServiceNames(folder.resolve("none")).of(80, "tcp"));
  }
}
