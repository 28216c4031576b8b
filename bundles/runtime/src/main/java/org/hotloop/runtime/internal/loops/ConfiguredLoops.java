package org.hotloop.runtime.internal.loops;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.hotloop.dto.ImpedimentDTO;

/**
 * Which configuration asks for which loop. A value that cannot be is refused: the old one stays,
 * and the refusal is shown until it is mended. Any thread.
 */
public final class ConfiguredLoops {

  private static final Logger LOG = System.getLogger(ConfiguredLoops.class.getName());

  private final ManagedLoops loops;

  /** Guards the two maps. Loops are wanted and unwanted under it: it only orders those calls. */
  private final ReentrantLock configurationLock = new ReentrantLock();

  private final Map<String, String> nameByPid = new TreeMap<>();
  private final Map<String, Refusal> refusalByPid = new TreeMap<>();

  private record Refusal(String name, String reason) {}

  /** For the loops of {@code loops}. */
  public ConfiguredLoops(ManagedLoops loops) {
    this.loops = loops;
  }

  /** The configuration {@code pid} asks for {@code name}. */
  public void configured(String pid, String name) {
    Optional<String> before;
    configurationLock.lock();
    try {
      Optional<String> objection = objection(pid, name);
      if (objection.isPresent()) {
        refuse(pid, name, objection.get());
        return;
      }
      refusalByPid.remove(pid);
      before = Optional.ofNullable(nameByPid.put(pid, name));
    } finally {
      configurationLock.unlock();
    }
    loops.want(name);
    before.filter(old -> !old.equals(name)).ifPresent(this::freed);
  }

  /** The configuration {@code pid} has gone. */
  public void deleted(String pid) {
    Optional<String> before;
    configurationLock.lock();
    try {
      refusalByPid.remove(pid);
      before = Optional.ofNullable(nameByPid.remove(pid));
    } finally {
      configurationLock.unlock();
    }
    before.ifPresent(this::freed);
  }

  /** The refusals, for the operator. */
  public List<ImpedimentDTO> refusals() {
    configurationLock.lock();
    try {
      return refusalByPid.entrySet().stream()
          .map(entry -> toDTO(entry.getKey(), entry.getValue()))
          .toList();
    } finally {
      configurationLock.unlock();
    }
  }

  /** A name has become free: its loop ends, and who was refused for it gets one. */
  private void freed(String name) {
    loops.unwant(name);
    refusedFor(name).ifPresent(pid -> configured(pid, name));
  }

  private Optional<String> refusedFor(String name) {
    configurationLock.lock();
    try {
      return refusalByPid.entrySet().stream()
          .filter(entry -> entry.getValue().name().equals(name))
          .map(Map.Entry::getKey)
          .findFirst();
    } finally {
      configurationLock.unlock();
    }
  }

  private Optional<String> objection(String pid, String name) {
    if (name.isBlank()) {
      return Optional.of("the name is empty");
    }
    if (name.equals(ManagedLoops.MAIN)) {
      return Optional.of("the name 'main' is the runtime's own loop");
    }
    return nameByPid.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name) && !entry.getKey().equals(pid))
        .map(entry -> "the name '%s' is taken by %s".formatted(name, entry.getKey()))
        .findFirst();
  }

  private void refuse(String pid, String name, String reason) {
    refusalByPid.put(pid, new Refusal(name, reason));
    LOG.log(Level.WARNING, () -> "configuration %s is refused: %s".formatted(pid, reason));
  }

  private ImpedimentDTO toDTO(String pid, Refusal refusal) {
    ImpedimentDTO dto = new ImpedimentDTO();
    dto.subject = "configuration " + pid;
    dto.reason = refusal.reason();
    String kept = nameByPid.get(pid);
    dto.consequence =
        kept == null
            ? "no loop runs for it; all others do"
            : "the loop '%s' it named before goes on".formatted(kept);
    return dto;
  }
}
