package org.hotloop.itests.bench.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.hotloop.itests.bench.internal.peer.Program;
import org.hotloop.itests.bench.internal.workload.Workload;

/** Who does what, how often, and in which order. */
final class Plan {

  private static final String OURS = "hotloop";

  private final Options options;
  private final List<Workload> workloads;
  private final List<Program> programs;

  Plan(Options options, List<Workload> workloads, List<Program> programs) {
    this.options = options;
    this.workloads = workloads;
    this.programs = programs;
  }

  /** In each round each peer once that has so many, and another one begins. */
  List<List<Turn>> rounds(Workload workload) {
    int rounds = Math.min(options.rounds(), workload.rounds());
    return IntStream.rangeClosed(1, rounds).mapToObj(round -> round(workload, round)).toList();
  }

  private List<Turn> round(Workload workload, int round) {
    List<Program> participants = new ArrayList<>(participants(workload));
    Collections.rotate(participants, 1 - round);
    return participants.stream()
        .filter(program -> round <= program.rounds())
        .map(program -> new Turn(program, workload, round))
        .toList();
  }

  private List<Program> participants(Workload workload) {
    return programs.stream()
        .filter(program -> program.does(workload))
        .filter(program -> !options.isShort() || isNeeded(program, workload))
        .toList();
  }

  /** In a short form ours and the light ones do all they can, each other peer one of its own. */
  private boolean isNeeded(Program program, Workload workload) {
    if (program.isLight() || program.name().equals(OURS)) {
      return true;
    }
    List<Workload> possible = workloads.stream().filter(program::does).toList();
    return possible.get(programs.indexOf(program) % possible.size()) == workload;
  }

  /** All of it. */
  List<Turn> turns() {
    return workloads.stream()
        .map(this::rounds)
        .flatMap(List::stream)
        .flatMap(List::stream)
        .toList();
  }
}
