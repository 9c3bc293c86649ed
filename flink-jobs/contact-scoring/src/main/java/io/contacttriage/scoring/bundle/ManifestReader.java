package io.contacttriage.scoring.bundle;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleManifest.BundleFile;
import io.contacttriage.scoring.bundle.BundleManifest.Golden;
import io.contacttriage.scoring.bundle.BundleManifest.Tier;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code manifest.json} and notes every problem in it. */
final class ManifestReader {
  static final String FILE = "manifest.json";

  /** Strict: of two equal keys a lenient parser would take either. */
  static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  static final Pattern VERSION =
      Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}(-[a-z0-9.]{1,32})?");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** No way up, no root, no hidden file, no drive, no other separator. */
  private static final Pattern SAFE_PATH =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*){0,7}");

  private static final String SCHEMA_VERSION =
      "2, in which each tier has its own calibration and thresholds, a deep tier has a cascade, and"
          + " golden answers stand by tier: write older bundles anew";

  private static final int MAX_TOKENS = 8192;

  private final List<BundleProblem> problems;
  private final long maxFileBytes;

  ManifestReader(List<BundleProblem> problems, long maxFileBytes) {
    this.problems = problems;
    this.maxFileBytes = maxFileBytes;
  }

  /** What the manifest says, or null when a problem was noted. */
  BundleManifest read(JsonNode root) {
    JsonFields fields = new JsonFields(root, FILE, problems);
    fields.number("schemaVersion", SCHEMA_VERSION, value -> value == 2);
    // Of a manifest of another schema, the other differences are not worth saying.
    return problems.isEmpty() ? readFields(fields) : null;
  }

  private BundleManifest readFields(JsonFields fields) {
    ModelVersion model =
        new ModelVersion(
            fields.text("name", "a name like contact-triage", NAME.asMatchPredicate()),
            fields.text("version", "a version like 1.0.0", VERSION.asMatchPredicate()));
    LocalDate created = date(fields);
    String licence = fields.text("licence", "an SPDX licence id", text -> !text.isBlank());
    String description =
        fields.has("description") ? fields.text("description", "a text", text -> true) : "";
    Map<String, BundleFile> files = files(fields.object("files"));

    JsonFields tokenizer = fields.object("tokenizer");
    String tokenizerKind =
        tokenizer.text("kind", "one of " + TokenizerKind.wireNames(), TokenizerKind::isWireName);
    String tokenizerFile = usedFile(tokenizer, files);
    tokenizer.refuseUnreadFields();

    int maxTokens = (int) fields.integer("maxTokens", 8, MAX_TOKENS);
    BundleManifest.Heads heads = HeadsReader.read(fields.object("heads"));
    Map<String, Tier> tiers =
        new TierReader(files, heads.language()).readAll(fields.object("tiers"));
    Optional<CascadeRule> cascade = cascade(fields, tiers);

    JsonFields golden = fields.object("golden");
    Golden goldenSet =
        new Golden(
            usedFile(golden, files),
            golden.number("tolerance", "a number in (0, 0.1]", value -> value > 0 && value <= 0.1));
    golden.refuseUnreadFields();
    fields.refuseUnreadFields();
    if (!problems.isEmpty()) {
      return null;
    }
    return new BundleManifest(
        model,
        created,
        licence,
        description,
        files,
        TokenizerKind.ofWireName(tokenizerKind),
        tokenizerFile,
        maxTokens,
        tiers,
        cascade,
        heads,
        goldenSet);
  }

  /**
   * Parses a file that must hold one JSON object.
   *
   * @throws InvalidBundleException when it does not
   */
  static JsonNode parse(byte[] json, String file, BundleFiles files) throws InvalidBundleException {
    String found;
    IOException cause = null;
    try {
      JsonNode root = JSON.readTree(json);
      if (root.isObject()) {
        return root;
      }
      found = root.isMissingNode() ? "nothing" : "another JSON value";
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      found =
          e.getOriginalMessage()
              + (place == null
                  ? ""
                  : " at line " + place.getLineNr() + ", column " + place.getColumnNr());
      cause = e;
    } catch (IOException e) {
      // Bytes that look like another encoding than UTF-8 and are not.
      found = e.getMessage();
      cause = e;
    }
    throw new InvalidBundleException(
        files.place(), List.of(new BundleProblem(file, "one JSON object", found)), cause);
  }

  private static LocalDate date(JsonFields fields) {
    String wanted = "a date like 2026-11-22";
    String text = fields.text("created", wanted, value -> !value.isEmpty());
    try {
      return text.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(text);
    } catch (DateTimeException e) {
      fields.problem("created", wanted, text);
      return LocalDate.EPOCH;
    }
  }

  private Map<String, BundleFile> files(JsonFields fields) {
    Map<String, BundleFile> files = new LinkedHashMap<>();
    for (String name : fields.names()) {
      if (!SAFE_PATH.matcher(name).matches() || name.equals(FILE)) {
        fields.problem(name, "a plain relative path inside the bundle", name);
      }
      JsonFields file = fields.object(name);
      files.put(
          name,
          new BundleFile(
              file.text("sha256", "64 lower-case hex digits", SHA256.asMatchPredicate()),
              file.integer("bytes", 0, maxFileBytes)));
      file.refuseUnreadFields();
    }
    return files;
  }

  private static Optional<CascadeRule> cascade(JsonFields fields, Map<String, Tier> tiers) {
    // Without a deep tier a cascade is an unread field, and refused as one.
    return tiers.containsKey(BundleManifest.DEEP)
        ? Optional.of(
            CascadeReader.read(
                fields.object("cascade"), tiers.get(BundleManifest.FAST).thresholds()))
        : Optional.empty();
  }

  static String usedFile(JsonFields fields, Map<String, BundleFile> files) {
    return fields.text("file", "a path that /files names", files::containsKey);
  }
}
