package io.contacttriage.job.outcomes;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.routing.outcome.DriftReport;
import io.contacttriage.routing.outcome.OutcomeReport;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the outcome report meets the world. */
public interface OutcomeDoors {
  /** Decisions as raw records. */
  DataStream<IntakeRecord> routes(StreamExecutionEnvironment env);

  /** Labels as raw records. */
  DataStream<IntakeRecord> labels(StreamExecutionEnvironment env);

  /** Lets out what is known of each group. */
  void outcomes(DataStream<OutcomeReport> reports);

  /** Lets out how far scores drifted. */
  void drift(DataStream<DriftReport> reports);

  /** Lets rejected labels and routes out. */
  void rejects(DataStream<RejectedRecord> rejects);
}
