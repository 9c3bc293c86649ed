package io.contacttriage.routing.policy;

import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.cel.CompiledConditions;
import io.contacttriage.routing.cel.ConditionResult;
import io.contacttriage.text.terms.TermList;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads policy books: YAML files ({@code config/schemas/policy.schema.json}) or one JSON snapshot
 * ({@code config/schemas/policy-book.schema.json}). Names every problem with its place and never
 * throws on bad content. A book that comes out is consistent: conditions compile, names exist.
 */
public final class PolicyBookReader {
  /** File of a directory that names the book and lists its policies. */
  public static final String BOOK_FILE = "book.yaml";

  /** Folder of the policies' files. */
  public static final String POLICY_FOLDER = "policies/";

  /** Folder of the term lists' files. */
  public static final String TERM_FOLDER = "terms/";

  private static final List<String> FOLDERS = List.of(POLICY_FOLDER, TERM_FOLDER);

  private static final List<String> FIELDS =
      List.of(
          "schemaVersion",
          "name",
          "version",
          "owner",
          "author",
          "reason",
          "publishedAt",
          "queues",
          "calendars",
          "clocks",
          "fallback",
          "failSafe",
          "rolloutPercent",
          "guard",
          "terms",
          "policies");

  private final Problems problems = new Problems();
  private final Map<String, byte[]> files;
  private final CompiledConditions known;
  private final Set<String> used = new HashSet<>();
  private final Map<String, Place> conditions = new HashMap<>();
  private final Map<String, ConditionResult> compiled = new HashMap<>();
  private final Map<String, Place> terms = new HashMap<>();

  private PolicyBookReader(Map<String, byte[]> files, CompiledConditions known) {
    this.files = files;
    this.known = known;
  }

  /**
   * Reads {@code book.yaml} and the policies and term lists it names; files that cannot be read are
   * problems.
   */
  public static PolicyBookResult readDirectory(Path directory) {
    Map<String, byte[]> files = new TreeMap<>();
    try {
      Path bookFile = directory.resolve(BOOK_FILE);
      if (Files.isRegularFile(bookFile)) {
        files.put(BOOK_FILE, Files.readAllBytes(bookFile));
      }
      for (String folder : FOLDERS) {
        addFolder(directory, folder, files);
      }
    } catch (IOException e) {
      PolicyProblem problem =
          new PolicyProblem(
              new Place(directory.toString(), 0, 0, ""), "the files cannot be read: " + e, "");
      return new PolicyBookResult(null, List.of(problem), Map.of(), Map.of(), Map.of());
    }
    return readFiles(files);
  }

  private static void addFolder(Path directory, String name, Map<String, byte[]> files)
      throws IOException {
    Path folder = directory.resolve(name);
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
        for (Path path : paths) {
          files.put(name + path.getFileName(), Files.readAllBytes(path));
        }
      }
    }
  }

  /**
   * Reads a book from the contents of its files.
   *
   * @param files by path: {@code book.yaml}, {@code policies/scams.yaml}
   */
  public static PolicyBookResult readFiles(Map<String, byte[]> files) {
    PolicyBookReader reader = new PolicyBookReader(files, new CompiledConditions());
    byte[] bytes = files.get(BOOK_FILE);
    if (bytes == null) {
      reader.problems.add(new Place(BOOK_FILE, 0, 0, ""), "there is no such file");
      return reader.result(null);
    }
    PolicyBook book = reader.book(DocumentParser.yaml(BOOK_FILE, bytes, reader.problems));
    for (String file : new TreeMap<>(files).keySet()) {
      for (String folder : FOLDERS) {
        if (file.startsWith(folder) && !reader.used.contains(file)) {
          String list = folder.substring(0, folder.length() - 1);
          reader.problems.add(
              new Place(file, 0, 0, ""),
              "the file is not listed under " + list + " in " + BOOK_FILE);
        }
      }
    }
    return reader.result(book);
  }

  /** Reads the snapshot that the topic {@code policies} carries. */
  public static PolicyBookResult readJson(byte[] bytes) {
    PolicyBookReader reader = new PolicyBookReader(null, new CompiledConditions());
    return reader.result(reader.book(DocumentParser.json(null, bytes, reader.problems)));
  }

  /**
   * Reads of a snapshot what decides. Its tests, three quarters of a book, were run by whoever
   * published it, and are passed over.
   *
   * @param known conditions of the snapshots before it, which are not compiled again
   */
  public static PolicyBookResult readRules(byte[] bytes, CompiledConditions known) {
    PolicyBookReader reader = new PolicyBookReader(null, known);
    return reader.result(
        reader.book(DocumentParser.jsonWithout(PolicyReader.TESTS, bytes, reader.problems)));
  }

  private PolicyBookResult result(PolicyBook book) {
    return problems.count() > 0
        ? new PolicyBookResult(null, problems.list(), conditions, compiled, terms)
        : new PolicyBookResult(book, List.of(), conditions, compiled, terms);
  }

  private PolicyBook book(DocumentNode node) {
    if (node == null) {
      return null;
    }
    Fields fields = new Fields(node, problems, "a policy book", FIELDS);
    fields.whole(fields.optional("schemaVersion"), 1, 1);
    String name = fields.requiredId("name");
    Long version = fields.whole(fields.required("version"), 1, Long.MAX_VALUE);
    String owner = fields.requiredText("owner");
    String author = fields.text("author");
    String reason = fields.text("reason");
    Instant publishedAt = fields.instant("publishedAt");

    DirectoryReader directory = new DirectoryReader(problems);
    List<Queue> queues = directory.queues(fields);
    Map<String, BusinessCalendar> calendars = directory.calendars(fields);
    List<LegalClock> clocks = directory.clocks(fields, calendars, namesIn(fields, "calendars"));
    TermListReader listReader = new TermListReader(problems, terms);
    List<TermList> lists = termLists(fields, listReader);
    BookNames names = names(fields, queues, listReader.names());

    RuleReader rules = new RuleReader(names, problems, known, compiled);
    Route fallback = toPeople(fields, "fallback", rules);
    Route failSafe = toPeople(fields, "failSafe", rules);
    if (failSafe != null && failSafe.priority().compareTo(Priority.P1) > 0) {
      problems.add(
          fields.place("failSafe"),
          "nobody knows what is in a contact without scores: the fail-safe route needs P0 or P1");
    }
    Integer rolloutPercent = fields.whole("rolloutPercent", 0, 100);
    LaunchGuard guard = guard(fields.optional("guard"));
    List<Policy> policies = policies(fields, new PolicyReader(rules, names, problems, conditions));
    return problems.count() > 0
        ? null
        : new PolicyBook(
            name,
            version,
            owner,
            author,
            reason,
            publishedAt,
            queues,
            List.copyOf(calendars.values()),
            clocks,
            fallback,
            failSafe,
            policies,
            rolloutPercent == null ? 0 : rolloutPercent,
            guard,
            lists);
  }

  private LaunchGuard guard(DocumentNode node) {
    if (node == null) {
      return null;
    }
    List<String> limits = List.of("queueShare", "safetyShare", "unroutedShare");
    Fields fields =
        new Fields(
            node,
            problems,
            "a guard",
            List.of("queueShare", "safetyShare", "unroutedShare", "falseAlarms"));
    if (limits.stream().noneMatch(fields::has)) {
      problems.add(node.place(), "a guard needs one of " + String.join(", ", limits));
    }
    Double falseAlarms = fields.score(fields.optional("falseAlarms"));
    if (falseAlarms != null && (falseAlarms <= 0 || falseAlarms >= 1)) {
      problems.add(fields.place("falseAlarms"), "wanted a number between 0 and 1");
    }
    return new LaunchGuard(
        fields.score(fields.optional("queueShare")),
        fields.score(fields.optional("safetyShare")),
        fields.score(fields.optional("unroutedShare")),
        falseAlarms == null ? LaunchGuard.USUAL_FALSE_ALARMS : falseAlarms);
  }

  private Route toPeople(Fields book, String name, RuleReader rules) {
    DocumentNode node = book.required(name);
    Route route = node == null ? null : rules.route(node);
    if (route != null && route.selfService() != null) {
      problems.add(node.place(), "the " + name + " route must go to people, not to self-service");
    }
    return route;
  }

  private List<TermList> termLists(Fields book, TermListReader reader) {
    List<TermList> lists = new ArrayList<>();
    for (DocumentNode item : book.items("terms")) {
      DocumentNode node =
          item.kind() == DocumentNode.Kind.TEXT ? fromFile(TERM_FOLDER, "term list", item) : item;
      TermList list = node == null ? null : reader.list(node);
      if (list != null) {
        lists.add(list);
      }
    }
    return lists;
  }

  private List<Policy> policies(Fields book, PolicyReader reader) {
    List<Policy> policies = new ArrayList<>();
    for (DocumentNode item : book.requiredItems("policies")) {
      DocumentNode node =
          item.kind() == DocumentNode.Kind.TEXT ? fromFile(POLICY_FOLDER, "policy", item) : item;
      Policy policy = node == null ? null : reader.policy(node);
      if (policy != null) {
        policies.add(policy);
      }
    }
    return policies;
  }

  private DocumentNode fromFile(String folder, String what, DocumentNode item) {
    if (files == null) {
      problems.add(item.place(), "wanted a whole " + what + ", found the text " + item.text());
      return null;
    }
    String file = folder + item.text();
    byte[] bytes = files.get(file);
    if (bytes == null) {
      problems.add(item.place(), "there is no file " + file);
      return null;
    }
    if (!used.add(file)) {
      problems.add(item.place(), "the file " + file + " is listed a second time");
      return null;
    }
    return DocumentParser.yaml(file, bytes, problems);
  }

  /** Names come from the document, so that a fault in a queue is not told again at every use. */
  private static BookNames names(Fields book, List<Queue> queues, Set<String> lists) {
    Map<String, Exposure.Severity> byName = new LinkedHashMap<>();
    namesIn(book, "queues").forEach(name -> byName.put(name, Exposure.Severity.SEVERE));
    queues.forEach(queue -> byName.put(queue.name(), queue.exposure()));
    Map<String, String> clocks = new HashMap<>();
    namesIn(book, "clocks").forEach(name -> clocks.put(name, name));
    Map<String, String> terms = new LinkedHashMap<>();
    lists.forEach(name -> terms.put(name, name));
    return new BookNames(byName, clocks, terms);
  }

  private static List<String> namesIn(Fields book, String list) {
    DocumentNode node = book.optional(list);
    return node == null
        ? List.of()
        : node.items().stream()
            .map(item -> item.fields().get("name"))
            .filter(name -> name != null && name.text() != null)
            .map(DocumentNode::text)
            .toList();
  }
}
