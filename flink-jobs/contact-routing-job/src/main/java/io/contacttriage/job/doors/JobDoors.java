package io.contacttriage.job.doors;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.RoutingDecision;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the job meets the world. The topology knows no other way in or out. */
public interface JobDoors {
  /** Contacts as raw records: nothing has looked inside yet. */
  DataStream<IntakeRecord> contacts(StreamExecutionEnvironment env);

  /** Policy books as raw records, from the first one on. */
  DataStream<IntakeRecord> policies(StreamExecutionEnvironment env);

  /** Lets decisions out to the queues. */
  void decisions(DataStream<RoutingDecision> decisions);

  /** Lets rejected contacts and policy books out. */
  void rejects(DataStream<RejectedRecord> rejects);

  /** Lets out what decisions follow from. */
  void audit(DataStream<AuditRecord> records);
}
