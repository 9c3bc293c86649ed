package io.contacttriage.benchmarks.jobs;

import io.contacttriage.contact.Contact;
import io.contacttriage.job.doors.KafkaDoors;
import io.contacttriage.job.operators.ContactIntakeFunction;
import io.contacttriage.job.settings.JobSettings;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The jobs that ours is held against: Kafka, JSON, key by subject, one look into RocksDB and one
 * write, Kafka. Without anything between it is the ceiling of what Flink and Kafka carry here.
 */
public final class PassThroughJob {
  private static final TypeInformation<Tuple3<String, String, byte[]>> KEYED =
      Types.TUPLE(
          Types.STRING, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private PassThroughJob() {}

  /** Draws the ceiling: what goes out is the subject, the id and the length of the body. */
  public static void draw(StreamExecutionEnvironment env, JobSettings settings) {
    draw(
        env,
        settings,
        contact ->
            Tuple3.of(
                contact.routingKey(),
                contact.contactId(),
                answer(contact.contactId(), Integer.toString(contact.body().length()))));
  }

  /**
   * Draws a job around what it does for one contact.
   *
   * @param scoring makes (subject, contact id, record to write)
   */
  static void draw(
      StreamExecutionEnvironment env,
      JobSettings settings,
      MapFunction<Contact, Tuple3<String, String, byte[]>> scoring) {
    SingleOutputStreamOperator<Contact> contacts =
        new KafkaDoors(settings.kafka())
            .contacts(env)
            .process(new ContactIntakeFunction(settings.maxRecordBytes()))
            .returns(Contact.class)
            .uid("intake");
    contacts
        .map(scoring)
        .returns(KEYED)
        .uid("scoring")
        .keyBy(keyed -> keyed.f0)
        .process(new AnswerOnce())
        .uid("once")
        .sinkTo(sink(settings))
        .uid("routes");
  }

  static byte[] answer(String contactId, String what) {
    return ("{\"contactId\":\"" + contactId + "\",\"answer\":\"" + what + "\"}")
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static KafkaSink<byte[]> sink(JobSettings settings) {
    String topic = settings.kafka().routesTopic();
    return KafkaSink.<byte[]>builder()
        .setBootstrapServers(settings.kafka().bootstrapServers())
        .setKafkaProducerConfig(settings.kafka().producerProperties())
        .setDeliveryGuarantee(settings.kafka().deliveryGuarantee())
        .setRecordSerializer((bytes, context, timestamp) -> new ProducerRecord<>(topic, bytes))
        .build();
  }

  /** The state that any such job has: which contacts were answered. */
  private static final class AnswerOnce
      extends KeyedProcessFunction<String, Tuple3<String, String, byte[]>, byte[]> {
    private transient MapState<String, Long> answered;

    @Override
    public void open(OpenContext context) {
      answered =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("answered", Types.STRING, Types.LONG));
    }

    @Override
    public void processElement(
        Tuple3<String, String, byte[]> contact, Context context, Collector<byte[]> out)
        throws Exception {
      if (!answered.contains(contact.f1)) {
        answered.put(contact.f1, System.currentTimeMillis());
        out.collect(contact.f2);
      }
    }
  }
}
