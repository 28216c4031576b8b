package org.hotloop.demo.internal;

import java.util.ArrayList;
import java.util.List;
import org.hotloop.EventLoopRuntime;
import org.hotloop.dto.ElectionDTO;
import org.hotloop.dto.SwapDTO;

/**
 * Swaps the policy as an operator would: by name. A round goes from each policy to each other,
 * once, and the managed loop moves along; at its end the choice is given back to the election.
 */
final class PolicySwapper implements Swapper {

  private final EventLoopRuntime runtime;
  private final FreshReports moves;
  private final List<String> round;
  private int steps;

  /** Expects that policies are started: this bundle's own, and another one's that serves. */
  PolicySwapper(EventLoopRuntime runtime) throws DemoException {
    this.runtime = runtime;
    this.moves = new FreshReports(runtime, "loop");
    this.round = round(policies(runtime.snapshot().policy));
  }

  @Override
  public String what() {
    return "policy";
  }

  @Override
  public List<SwapDTO> swap() {
    String next = round.get(steps++ % round.size());
    if (isRoundComplete()) {
      runtime.unpinEventLoopPolicy();
    } else {
      runtime.pinEventLoopPolicy(next);
    }
    return moves.sinceLast();
  }

  @Override
  public boolean isRoundComplete() {
    return steps % round.size() == 0;
  }

  /**
   * From the first of {@code names}, which serves already, over each pair of two, back to it.
   *
   * @return who serves next, then who does, and so on
   */
  static List<String> round(List<String> names) {
    List<String> round = new ArrayList<>();
    visitFrom(0, names, round);
    return round;
  }

  /** To each that follows and back; from the nearest to all that follow it, first. */
  private static void visitFrom(int from, List<String> names, List<String> round) {
    for (int to = from + 1; to < names.size(); to++) {
      round.add(names.get(to));
      if (to == from + 1) {
        visitFrom(to, names, round);
      }
      round.add(names.get(from));
    }
  }

  /** The one that serves, then the others that can. */
  private static List<String> policies(ElectionDTO election) throws DemoException {
    List<String> names = new ArrayList<>();
    election.providers.stream()
        .filter(policy -> policy.problem.isEmpty())
        .map(policy -> policy.name)
        .forEach(names::add);
    if (names.size() < 2 || !names.remove(election.current)) {
      throw new DemoException("there are no two policies to swap: " + election.reason);
    }
    names.add(0, election.current);
    return names;
  }
}
