package org.hotloop.runtime.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotloop.UnknownProviderException;
import org.hotloop.dto.ElectionDTO;
import org.hotloop.dto.ImpedimentDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Election;
import org.hotloop.runtime.internal.election.Lease;
import org.hotloop.runtime.internal.election.Office;
import org.hotloop.spi.Impediment;

/** Shows parts of the runtime as data. */
final class Snapshots {

  private Snapshots() {}

  /** Who is current, and why. */
  static <S> ElectionDTO of(Election<S> election, Office<S> office) {
    Optional<Candidate<S>> current = office.current().map(Lease::candidate);
    ElectionDTO dto = new ElectionDTO();
    dto.current = current.map(Candidate::name).orElse(null);
    dto.reason = office.reason();
    dto.configured = election.configured();
    dto.pinned = election.hand().name();
    dto.providers =
        election.candidates().stream()
            .map(one -> one.toDTO(current.filter(now -> now == one).isPresent()))
            .toList();
    return dto;
  }

  /** What cannot work: as services say, and of our own. */
  static List<ImpedimentDTO> of(
      List<Impediment> services,
      List<ImpedimentDTO> loops,
      List<UnknownProviderException> unmetWishes) {
    List<ImpedimentDTO> all = new ArrayList<>(loops);
    unmetWishes.stream().map(Snapshots::of).forEach(all::add);
    services.stream().map(Snapshots::of).forEach(all::add);
    return all;
  }

  /** A loop that a callback blocks. */
  static ImpedimentDTO of(String loop, String blockage) {
    ImpedimentDTO dto = new ImpedimentDTO();
    dto.subject = "loop " + loop;
    dto.reason = blockage;
    dto.consequence = "nothing else of this loop runs until that callback returns";
    return dto;
  }

  private static ImpedimentDTO of(UnknownProviderException unmetWish) {
    ImpedimentDTO dto = new ImpedimentDTO();
    dto.subject = "configuration " + RuntimeConfiguration.PID;
    dto.reason = unmetWish.getMessage();
    dto.consequence = "the rest of the election decides until it comes";
    return dto;
  }

  private static ImpedimentDTO of(Impediment impediment) {
    ImpedimentDTO dto = new ImpedimentDTO();
    dto.subject = impediment.subject();
    dto.reason = impediment.reason();
    dto.consequence = impediment.consequence();
    return dto;
  }
}
