package io.contacttriage.cli.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.live.SeenReject;
import io.contacttriage.cli.live.SeenRoute;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What became of each contact, from the topics alone: it trusts nobody's counters. */
final class Ledger {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String CONTACTS = "contacts";
  static final String ROUTES = "routes";
  static final String REJECTS = "rejects";

  /** The contactId of each record of contacts by its place, null where none can be read. */
  private final Map<String, String> contacts = new HashMap<>();

  private final Map<String, Integer> routes = new HashMap<>();
  private final Map<String, Integer> rejects = new HashMap<>();
  private final Map<String, String> unanswered = new LinkedHashMap<>();
  private final Set<String> policies = new HashSet<>();

  /** Takes in a record of one of the three topics. */
  void take(ConsumerRecord<byte[], byte[]> record) {
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

  /** Forgets among the unanswered those whose answer has come. */
  void settle() {
    unanswered.entrySet().removeIf(each -> isAnswered(each.getKey(), each.getValue()));
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

  /** Places of records without route and reject, as last settled, with their contactId or null. */
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
}
