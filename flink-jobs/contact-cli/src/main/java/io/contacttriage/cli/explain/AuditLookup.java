package io.contacttriage.cli.explain;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.policy.AuditSource;
import io.contacttriage.routing.AuditReader;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.KeyedHash;
import io.contacttriage.routing.policy.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import picocli.CommandLine.Option;

/** Which record of the audit is meant, also where the audit has pseudonyms. */
final class AuditLookup {
  @Option(
      names = "--contact",
      paramLabel = "ID",
      description = {
        "A contact of the audit, by its id or as the audit names it; its latest record when there are",
        "more"
      })
  private String contactId;

  @Option(
      names = "--decision",
      paramLabel = "ID",
      description = "A decision of the audit, by the decision id of its route")
  private String decisionId;

  @Option(
      names = "--pseudonym-key",
      paramLabel = "FILE",
      description = {
        "A secret under which the job named contacts in the audit (audit.pseudonym-secret), for",
        "--contact with a contact's id; may be given more than once, for older keys"
      })
  private List<Path> keyFiles = new ArrayList<>();

  boolean isGiven() {
    return contactId != null || decisionId != null;
  }

  /**
   * The latest decision that is meant.
   *
   * @param err told of records that cannot be read
   * @throws CommandFailure when there is none, or more or less than one is asked for
   */
  AuditRecord latest(AuditSource audit, PrintWriter err) throws IOException {
    if ((contactId == null) == (decisionId == null)) {
      throw CommandFailure.wrongUsage("wanted either --contact or --decision");
    }
    List<KeyedHash> keys = keyFiles.stream().map(AuditLookup::key).toList();
    Set<String> names = names(keys);
    Set<String> otherKeys = new TreeSet<>();
    AuditReader reader = new AuditReader();
    List<AuditRecord> found = new ArrayList<>();
    audit.read(
        (place, bytes) -> {
          try {
            AuditRecord record = reader.read(bytes);
            if (record.decision() != null && isMeant(record, names)) {
              found.add(record);
            }
            Matcher pseudonym = KeyedHash.PSEUDONYM.matcher(record.contact().facts().contactId());
            if (pseudonym.matches()) {
              otherKeys.add(pseudonym.group(1));
            }
          } catch (IllegalArgumentException e) {
            err.println(place + ": " + e.getMessage());
          }
        });
    keys.forEach(key -> otherKeys.remove(key.keyName()));
    return found.stream()
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> CommandFailure.failed(notThere(otherKeys)));
  }

  private Set<String> names(List<KeyedHash> keys) {
    Set<String> names = new HashSet<>();
    if (contactId != null) {
      names.add(contactId);
      keys.forEach(key -> names.add(key.pseudonym(contactId)));
    }
    return names;
  }

  private boolean isMeant(AuditRecord record, Set<String> names) {
    return names.contains(record.contact().facts().contactId())
        || (decisionId != null && decisionId.equals(Replay.decisionId(record)));
  }

  private String notThere(Set<String> otherKeys) {
    String missing =
        contactId == null
            ? "The audit holds no decision " + decisionId + "."
            : "The audit holds no decision about the contact " + contactId + ".";
    return contactId == null || otherKeys.isEmpty()
        ? missing
        : missing
            + " It also names contacts under keys that were not given: "
            + String.join(", ", otherKeys)
            + "; see --pseudonym-key.";
  }

  private static KeyedHash key(Path file) {
    try {
      return new KeyedHash(Files.readString(file).strip());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage("the secret in " + file + " " + e.getMessage());
    } catch (IOException e) {
      throw CommandFailure.wrongUsage("wanted a secret at " + file + ", found none to be read");
    }
  }
}
