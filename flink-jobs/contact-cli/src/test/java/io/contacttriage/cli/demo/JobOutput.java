package io.contacttriage.cli.demo;

import static java.util.stream.Collectors.groupingBy;

import io.contacttriage.cli.live.SeenReject;
import io.contacttriage.cli.live.SeenRoute;
import io.contacttriage.cli.live.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the job writes from now on, as committed records. */
final class JobOutput implements AutoCloseable {
  private final TopicReader reader;
  final List<ConsumerRecord<byte[], byte[]>> routes = new ArrayList<>();
  final List<ConsumerRecord<byte[], byte[]>> rejects = new ArrayList<>();

  JobOutput(String bootstrapServers) {
    reader = TopicReader.fromEnd(bootstrapServers, List.of("routes", "rejects"));
  }

  /** Reads on, then answers. */
  JobOutput readOn() {
    for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(50))) {
      (record.topic().equals("routes") ? routes : rejects).add(record);
    }
    return this;
  }

  /** Routes by contact: each has one, unless a contact was decided again. */
  Map<String, List<SeenRoute>> routesByContact() {
    return routes.stream()
        .map(record -> SeenRoute.read(record.value()))
        .collect(groupingBy(SeenRoute::contactId));
  }

  List<SeenReject> seenRejects() {
    return rejects.stream().map(record -> SeenReject.read(record.value())).toList();
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    reader.close();
  }
}
