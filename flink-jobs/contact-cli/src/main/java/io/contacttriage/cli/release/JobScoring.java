package io.contacttriage.cli.release;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.cluster.FlinkRest;
import io.contacttriage.cli.cluster.Waiting;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoreAgreement;
import io.contacttriage.scoring.ScoreAgreement.LabelCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the scoring room of a running job says of its bundles: which one is active on how many
 * subtasks, and how far candidates agree with it on live contacts.
 */
final class JobScoring {
  private static final String COMPARED = "scoring.shadowCompared";
  private static final String SAME_TOPIC = "scoring.shadowSameTopic";
  private static final String SAME_URGENCY = "scoring.shadowSameUrgency";
  private static final List<String> OF_LABEL =
      List.of(
          "FlaggedByBoth",
          "FlaggedByLiveOnly",
          "FlaggedByCandidateOnly",
          "RaisedMillionths",
          "LoweredMillionths");

  /** Flink gathers metrics when it is asked, every ten seconds at most. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final double MILLIONTHS = 1e6;

  private final String jobId;
  private final Map<String, Long> activeSubtasks = new TreeMap<>();
  private final Map<String, Double> sums;

  private JobScoring(String jobId, List<String> active, Map<String, Double> sums) {
    this.jobId = jobId;
    this.sums = sums;
    active.forEach(model -> activeSubtasks.merge(model, 1L, Long::sum));
  }

  /**
   * Asks the first job that scores.
   *
   * @param flink where the REST interface answers
   * @throws CommandFailure when nobody does, or no job scores
   */
  static JobScoring of(URI flink) {
    FlinkRest rest = new FlinkRest(flink);
    List<JobScoring> found = new ArrayList<>();
    try {
      var unused = rest.runningJobs();
      Waiting.until(
          "a job that scores at " + flink,
          PATIENCE,
          () -> {
            for (String job : rest.runningJobs()) {
              Map<String, Double> sums = rest.sums(job, names());
              if (sums.containsKey(COMPARED)) {
                found.add(new JobScoring(job, rest.texts(job, "scoring.activeModel"), sums));
                return true;
              }
            }
            return false;
          });
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.failed("--flink: no Flink answers at " + flink + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while " + flink + " was asked");
    }
    return found.get(0);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(COMPARED, SAME_TOPIC, SAME_URGENCY));
    for (HarmLabel label : HarmLabel.values()) {
      OF_LABEL.forEach(name -> names.add(name(label, name)));
    }
    return names;
  }

  private static String name(HarmLabel label, String name) {
    return "scoring.harm." + label.label() + ".shadow" + name;
  }

  void print(PrintWriter out) {
    out.println("job " + jobId + ":");
    activeSubtasks.forEach(
        (model, subtasks) -> out.println(model + " is active on " + subtasks + " subtasks"));
    ScoreAgreement agreement = agreement();
    if (agreement.compared() == 0) {
      out.println("no contact was scored by a candidate since its tasks started");
      return;
    }
    out.println(
        "candidates and active bundle on "
            + agreement.compared()
            + " contacts since its tasks started:");
    AgreementText.print(agreement, out);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("job", jobId);
    json.writeObjectFieldStart("activeSubtasks");
    for (Map.Entry<String, Long> model : activeSubtasks.entrySet()) {
      json.writeNumberField(model.getKey(), model.getValue());
    }
    json.writeEndObject();
    AgreementText.write(agreement(), json);
    json.writeEndObject();
  }

  private ScoreAgreement agreement() {
    return ScoreAgreement.ofCounts(
        count(COMPARED), count(SAME_TOPIC), count(SAME_URGENCY), this::counts);
  }

  private LabelCounts counts(HarmLabel label) {
    return new LabelCounts(
        count(name(label, "FlaggedByBoth")),
        count(name(label, "FlaggedByLiveOnly")),
        count(name(label, "FlaggedByCandidateOnly")),
        count(name(label, "RaisedMillionths")) / MILLIONTHS,
        count(name(label, "LoweredMillionths")) / MILLIONTHS);
  }

  private long count(String name) {
    return Math.round(sums.getOrDefault(name, 0.0));
  }
}
