package io.contacttriage.job.outcomes;

import io.contacttriage.job.ContactRoutingJob;
import io.contacttriage.job.doors.KafkaOutcomeDoors;
import io.contacttriage.job.settings.JobSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The outcome report's entry on a cluster, with the arguments of {@link ContactRoutingJob}. */
public final class OutcomeReportMain {
  private OutcomeReportMain() {}

  public static void main(String[] args) throws Exception {
    JobSettings settings = JobSettings.of(ContactRoutingJob.settingsOf(args));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(settings.flink());
    draw(env, settings);
    env.execute(OutcomeReportJob.NAME);
  }

  /** Draws the job with Kafka's doors into {@code env}. */
  public static void draw(StreamExecutionEnvironment env, JobSettings settings) {
    OutcomeReportJob.draw(
        env, new KafkaOutcomeDoors(settings.kafka(), settings.outcomes()), settings.outcomes());
  }
}
