package io.contacttriage.cli.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.live.SeenReject;
import io.contacttriage.cli.live.SeenRoute;
import io.contacttriage.cli.live.TopicReader;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the topics of contacts, routes and rejects from their first record, as committed, and holds
 * what became of each contact. It trusts nobody's counters.
 */
final class Ledger implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String CONTACTS = "contacts";
  private static final String ROUTES = "routes";
  private static final String REJECTS = "rejects";

  private final TopicReader reader;

  /** The contactId of each record of contacts by its place, null where none can be read. */
  private final Map<String, String> contacts = new HashMap<>();

  private final Map<String, Integer> routes = new HashMap<>();
  private final Map<String, Integer> rejects = new HashMap<>();
  private final Map<String, String> unanswered = new LinkedHashMap<>();
  private final Set<String> policies = new HashSet<>();

  private Ledger(TopicReader reader) {
    this.reader = reader;
  }

  static Ledger open(String bootstrapServers) {
    return new Ledger(TopicReader.fromStart(bootstrapServers, List.of(CONTACTS, ROUTES, REJECTS)));
  }

  /** Takes in what came meanwhile, nothing while the broker is away. */
  void readOn() {
    reader.poll(POLL).forEach(this::take);
    unanswered.entrySet().removeIf(each -> isAnswered(each.getKey(), each.getValue()));
  }

  /** Takes in all that is there. */
  void readToEnd() {
    reader.readToEnd(this::take);
    unanswered.entrySet().removeIf(each -> isAnswered(each.getKey(), each.getValue()));
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    switch (record.topic()) {
      case CONTACTS -> {
        String place = record.topic() + "/" + record.partition() + "/" + record.offset();
        String id = contactId(record.value());
        contacts.put(place, id);
        unanswered.put(place, id);
      }
      case ROUTES -> {
        SeenRoute route = SeenRoute.read(record.value());
        routes.merge(route.contactId(), 1, Integer::sum);
        policies.add(route.policy());
      }
      default -> {
        SeenReject reject = SeenReject.read(record.value());
        if (reject.topic().equals(CONTACTS)) {
          rejects.merge(reject.place(), 1, Integer::sum);
        }
      }
    }
  }

  private boolean isAnswered(String place, String id) {
    return rejects.containsKey(place) || routes.containsKey(id);
  }

  private static String contactId(byte[] value) {
    try {
      JsonNode contact = JSON.readTree(value);
      return contact == null ? null : contact.path("contactId").textValue();
    } catch (IOException notJson) {
      return null;
    }
  }

  /** Records of contacts that were read. */
  int read() {
    return contacts.size();
  }

  /** Where the records are that have neither route nor reject yet, with their contactId or null. */
  Map<String, String> unanswered() {
    return unanswered;
  }

  /** Whether a book has decided anything. */
  boolean hasDecided(String policyVersion) {
    return policies.contains(policyVersion);
  }

  /** What became of all that was read. */
  Account account() {
    int rejected = 0;
    int answerable = 0;
    Set<String> ids = new HashSet<>();
    for (Map.Entry<String, String> contact : contacts.entrySet()) {
      if (rejects.containsKey(contact.getKey())) {
        rejected++;
      } else {
        answerable++;
        ids.add(contact.getValue());
      }
    }
    return new Account(
        contacts.size(),
        routes.size(),
        rejected,
        answerable - ids.size(),
        again(routes),
        again(rejects),
        unanswered.entrySet().stream()
            .map(each -> each.getValue() == null ? each.getKey() : each.getValue())
            .sorted()
            .toList(),
        routes.keySet().stream().filter(id -> !ids.contains(id)).sorted().toList(),
        rejects.keySet().stream().filter(place -> !contacts.containsKey(place)).sorted().toList());
  }

  private static int again(Map<String, Integer> times) {
    return times.values().stream().mapToInt(count -> count - 1).sum();
  }

  @Override
  public void close() {
    reader.close();
  }
}
