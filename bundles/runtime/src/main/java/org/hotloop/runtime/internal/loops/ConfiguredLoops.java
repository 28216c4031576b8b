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

  private final Map<String, LoopSettings> settingsByPid = new TreeMap<>();
  private final Map<String, Refusal> refusalByPid = new TreeMap<>();

  private record Refusal(LoopSettings wanted, String reason) {}

  /** For the loops of {@code loops}. */
  public ConfiguredLoops(ManagedLoops loops) {
    this.loops = loops;
  }

  /** The configuration {@code pid} asks for {@code wanted}. */
  public void configured(String pid, LoopSettings wanted) {
    Optional<String> before;
    configurationLock.lock();
    try {
      Optional<String> objection = wanted.objection().or(() -> taken(pid, wanted.name()));
      if (objection.isPresent()) {
        refuse(pid, wanted, objection.get());
        return;
      }
      refusalByPid.remove(pid);
      before = Optional.ofNullable(settingsByPid.put(pid, wanted)).map(LoopSettings::name);
    } finally {
      configurationLock.unlock();
    }
    loops.want(wanted);
    before.filter(old -> !old.equals(wanted.name())).ifPresent(this::freed);
  }

  /** The configuration {@code pid} has gone. */
  public void deleted(String pid) {
    Optional<String> before;
    configurationLock.lock();
    try {
      refusalByPid.remove(pid);
      before = Optional.ofNullable(settingsByPid.remove(pid)).map(LoopSettings::name);
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
    refusedFor(name).ifPresent(next -> configured(next.getKey(), next.getValue()));
  }

  private Optional<Map.Entry<String, LoopSettings>> refusedFor(String name) {
    configurationLock.lock();
    try {
      return refusalByPid.entrySet().stream()
          .filter(entry -> entry.getValue().wanted().name().equals(name))
          .map(entry -> Map.entry(entry.getKey(), entry.getValue().wanted()))
          .findFirst();
    } finally {
      configurationLock.unlock();
    }
  }

  private Optional<String> taken(String pid, String name) {
    return settingsByPid.entrySet().stream()
        .filter(entry -> entry.getValue().name().equals(name) && !entry.getKey().equals(pid))
        .map(entry -> "the name '%s' is taken by %s".formatted(name, entry.getKey()))
        .findFirst();
  }

  private void refuse(String pid, LoopSettings wanted, String reason) {
    refusalByPid.put(pid, new Refusal(wanted, reason));
    LOG.log(Level.WARNING, () -> "configuration %s is refused: %s".formatted(pid, reason));
  }

  private ImpedimentDTO toDTO(String pid, Refusal refusal) {
    ImpedimentDTO dto = new ImpedimentDTO();
    dto.subject = "configuration " + pid;
    dto.reason = refusal.reason();
    LoopSettings kept = settingsByPid.get(pid);
    dto.consequence =
        kept == null
            ? "no loop runs for it; all others do"
            : "the loop '%s' goes on as it was".formatted(kept.name());
    return dto;
  }
}
