package io.contacttriage.benchmarks.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a part of the job took of the CPU time of its process.
 *
 * @param share in [0, 1]
 */
public record CpuShare(String part, double share) {
  private static final String REST = "Flink and the rest";

  /** A stack counts for the first part one of whose marks begins one of its frames. */
  private static final List<Part> PARTS =
      List.of(
          new Part("deep network", "CascadeScorer.finish"),
          new Part("fast network", "OnnxContactScorer.begin"),
          new Part("score cache", "CachingScorer."),
          new Part("text room", "TextRoom."),
          new Part("policies", "RoutingRules."),
          new Part("JSON in", "ContactReader."),
          new Part("JSON out", "DecisionWriter."),
          new Part("state in RocksDB", "RocksDB "),
          new Part("Kafka's client", "Kafka "),
          new Part("the JVM itself", StackSampler.JVM));

  private record Part(String title, String mark) {
    boolean holds(List<String> frames) {
      return frames.stream().anyMatch(frame -> frame.startsWith(mark));
    }
  }

  /** Of each part, also those that took nothing; together 1. */
  public static List<CpuShare> of(FoldedStacks stacks) {
    Map<String, Long> nanos = new LinkedHashMap<>();
    PARTS.forEach(part -> nanos.put(part.title(), 0L));
    nanos.put(REST, 0L);
    stacks
        .byFrames()
        .forEach(
            (frames, time) ->
                nanos.merge(
                    PARTS.stream()
                        .filter(part -> part.holds(frames))
                        .findFirst()
                        .map(Part::title)
                        .orElse(REST),
                    time,
                    Long::sum));
    double total = Math.max(1, stacks.total());
    return nanos.entrySet().stream()
        .map(each -> new CpuShare(each.getKey(), each.getValue() / total))
        .toList();
  }
}
