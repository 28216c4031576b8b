package org.hotloop.runtime.internal.election;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotloop.dto.SwapDTO;

/**
 * What one swap did, added up over its attempts: a provider that fails makes the next one try.
 * Guarded by the lock of its office.
 */
public final class SwapTally {

  private final List<String> failures = new ArrayList<>();
  private boolean begun;
  private String from;
  private String to;
  private String reason = "";
  private int moved;
  private int delivered;
  private int parked;
  private int limbo;
  private int unknown;
  private long heldNanos;

  void attempt(Optional<String> serving, String why) {
    if (!begun) {
      from = serving.orElse(null);
    }
    begun = true;
    reason = why;
    to = null;
  }

  /** A provider has failed in this swap, and how. */
  public void failed(String provider, String problem) {
    failures.add(provider + " " + problem);
  }

  void serves(Optional<String> provider) {
    to = provider.orElse(null);
  }

  boolean hasBegun() {
    return begun;
  }

  /** So many registrations are with the provider that serves now. */
  public void moved(int registrations) {
    moved = registrations;
    parked = 0;
  }

  /** So many registrations wait for the next provider. */
  public void parked(int registrations) {
    moved = 0;
    parked = registrations;
  }

  /** The exit of one more registration is being delivered by who had it. */
  public void delivering() {
    delivered++;
  }

  /** One more registration waits for a status that only a failed provider may have. */
  public void limbo() {
    limbo++;
  }

  /** The status of one more registration is lost to everybody. */
  public void unknown() {
    unknown++;
  }

  /** For so long spawning was held back. */
  public void held(long nanos) {
    heldNanos += nanos;
  }

  /** The report, but for its epoch and time. */
  SwapDTO toDTO(String kind) {
    SwapDTO dto = new SwapDTO();
    dto.kind = kind;
    dto.from = from;
    dto.to = to;
    dto.reason = failures.isEmpty() ? reason : String.join("; ", failures) + "; " + reason;
    dto.moved = moved;
    dto.delivered = delivered;
    dto.parked = parked;
    dto.limbo = limbo;
    dto.unknown = unknown;
    dto.durationNanos = heldNanos;
    return dto;
  }
}
