package io.contacttriage.job.operators;

import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactReader;
import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.ReadResult;
import io.contacttriage.job.Stage;
import java.time.Clock;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Bytes become contacts, or rejects with their cause. {@code read = contacts + rejected} always
 * holds: the reader cannot throw.
 */
public final class ContactIntakeFunction extends ProcessFunction<IntakeRecord, Contact> {
  private final int maxRecordBytes;
  private transient ContactReader reader;
  private transient Counter read;
  private transient Counter contacts;
  private transient Counter rejected;

  public ContactIntakeFunction(int maxRecordBytes) {
    this.maxRecordBytes = maxRecordBytes;
  }

  @Override
  public void open(OpenContext context) {
    reader = new ContactReader(Clock.systemUTC(), maxRecordBytes);
    var metrics = getRuntimeContext().getMetricGroup().addGroup("intake");
    read = metrics.counter("read");
    contacts = metrics.counter("contacts");
    rejected = metrics.counter("rejected");
    Rehearsal.of(Stage.INTAKE, round -> reader.read(Rehearsal.record()));
  }

  @Override
  public void processElement(IntakeRecord record, Context context, Collector<Contact> out) {
    read.inc();
    ReadResult result = reader.read(record);
    if (result.isContact()) {
      contacts.inc();
      out.collect(result.contact());
    } else {
      rejected.inc();
      context.output(Rejects.TAG, result.rejected());
    }
  }
}
