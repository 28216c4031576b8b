package org.hotloop.shell.internal;

import java.util.stream.Collectors;
import org.hotloop.dto.ElectionDTO;
import org.hotloop.dto.ProviderDTO;

/** An election as text: who is current, why, and who else stands for it. */
final class ElectionReport {

  private ElectionReport() {}

  /**
   * Two parts: a line with the current provider and the reason, then the providers.
   *
   * @param kind "policy" or "watcher"
   */
  static String render(String kind, ElectionDTO election) {
    String current = election.current == null ? "none" : election.current;
    return "%s: %s (%s)\n%s".formatted(kind, current, election.reason, providers(election));
  }

  private static String providers(ElectionDTO election) {
    if (election.providers.isEmpty()) {
      return "  no provider is installed\n";
    }
    TextTable table = new TextTable("", "name", "ranking", "bundle", "remark");
    for (ProviderDTO provider : election.providers) {
      table.row(
          provider.current ? "*" : "",
          provider.name,
          provider.ranking,
          provider.bundle,
          remark(election, provider));
    }
    return table.render();
  }

  private static String remark(ElectionDTO election, ProviderDTO provider) {
    String standing = standing(election, provider);
    return provider.breaches.isEmpty()
        ? standing
        : (standing + " breaks its contract: " + breaches(provider)).strip();
  }

  private static String breaches(ProviderDTO provider) {
    return provider.breaches.entrySet().stream()
        .map(breach -> "%s (%d)".formatted(breach.getKey(), breach.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String standing(ElectionDTO election, ProviderDTO provider) {
    if (!provider.problem.isEmpty()) {
      return "unusable: " + provider.problem;
    }
    if (provider.name.equals(election.pinned)) {
      return "pinned";
    }
    return provider.name.equals(election.configured) ? "configured" : "";
  }
}
