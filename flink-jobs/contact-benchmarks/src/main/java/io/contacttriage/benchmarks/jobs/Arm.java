package io.contacttriage.benchmarks.jobs;

import io.contacttriage.job.ContactRoutingJob;
import io.contacttriage.job.settings.JobSettings;
import java.util.Locale;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One of the jobs that are compared. */
public enum Arm {
  /** Ours, as shipped. */
  TRIAGE,
  /** Ours, with every text scored anew. */
  TRIAGE_WITHOUT_CACHE,
  /** Ours, with the fast tier alone. */
  TRIAGE_FAST,
  /** Flink and Kafka without a model: the ceiling. */
  PASS_THROUGH,
  /** MiniLM, one record one call. */
  NAIVE_MINILM,
  /** Our own deep network, one record one call. */
  NAIVE_DEEP;

  /** Draws the job. */
  public void draw(StreamExecutionEnvironment env, JobSettings settings) {
    switch (this) {
      case TRIAGE, TRIAGE_WITHOUT_CACHE, TRIAGE_FAST -> ContactRoutingJob.draw(env, settings);
      case PASS_THROUGH -> PassThroughJob.draw(env, settings);
      case NAIVE_MINILM -> NaiveJob.drawMiniLm(env, settings);
      case NAIVE_DEEP -> NaiveJob.drawDeep(env, settings);
    }
  }

  /** As in options and tables. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
