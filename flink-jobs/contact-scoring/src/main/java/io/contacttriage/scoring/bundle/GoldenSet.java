package io.contacttriage.scoring.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Inputs of a bundle with the answers that its training code computed for each tier. They show that
 * this machine, tokenizer and runtime give the same answers.
 *
 * @param contacts at least one
 * @param tolerance largest allowed difference of a probability
 */
public record GoldenSet(List<GoldenContact> contacts, double tolerance) {
  private static final int ANY_COUNT = -1;

  public GoldenSet {
    contacts = List.copyOf(contacts);
  }

  /**
   * One input and what each network of the bundle answers.
   *
   * @param text as the text room gives it to the tokenizer
   * @param ids token ids of the text
   * @param expected by name of the tier, for every tier of the bundle
   */
  public record GoldenContact(String text, int[] ids, Map<String, GoldenAnswer> expected) {
    public GoldenContact {
      expected = Map.copyOf(expected);
    }
  }

  /**
   * Probabilities in the order of the taxonomy's enums, those of the language in the order of the
   * manifest's labels.
   */
  public record GoldenAnswer(double[] topic, double[] urgency, double[] harm, double[] language) {}

  /**
   * Reads the golden set of a bundle.
   *
   * @throws InvalidBundleException when a line is not what it should be; at most one problem a line
   */
  public static GoldenSet read(ModelBundle bundle) throws InvalidBundleException {
    List<BundleProblem> problems = new ArrayList<>();
    List<GoldenContact> contacts = new ArrayList<>();
    BundleManifest manifest = bundle.manifest();
    String file = manifest.golden().file();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(bundle.golden(), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String where = file + " line " + ++number;
        try {
          contacts.add(contact(where, ManifestReader.JSON.readTree(line), manifest, problems));
        } catch (IOException e) {
          problems.add(new BundleProblem(where, "one JSON object", "something else"));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory cannot fail", e);
    }
    if (contacts.isEmpty()) {
      problems.add(new BundleProblem(file, "at least one line", "none"));
    }
    if (!problems.isEmpty()) {
      throw new InvalidBundleException(bundle.place(), problems);
    }
    return new GoldenSet(contacts, manifest.golden().tolerance());
  }

  private static GoldenContact contact(
      String where, JsonNode line, BundleManifest manifest, List<BundleProblem> problems) {
    if (!line.path("text").isTextual()) {
      problems.add(new BundleProblem(where + " /text", "a text", "something else"));
    }
    int[] ids =
        Arrays.stream(numbers(where + " /", line, "ids", ANY_COUNT, problems))
            .mapToInt(id -> (int) id)
            .toArray();
    JsonNode expected = line.path("expected");
    Map<String, GoldenAnswer> answers = new HashMap<>();
    for (String tier : manifest.tiers().keySet()) {
      answers.put(
          tier,
          answer(where + " /expected/" + tier + "/", expected.path(tier), manifest, problems));
    }
    return new GoldenContact(line.path("text").asText(), ids, answers);
  }

  private static GoldenAnswer answer(
      String where, JsonNode answer, BundleManifest manifest, List<BundleProblem> problems) {
    BundleManifest.Heads heads = manifest.heads();
    return new GoldenAnswer(
        head(where, answer, "topic", heads.topic(), HeadsReader.TOPICS, problems),
        head(where, answer, "urgency", heads.urgency(), HeadsReader.URGENCIES, problems),
        head(where, answer, "harm", heads.harm(), HeadsReader.HARMS, problems),
        numbers(where, answer, "language", heads.language().size(), problems));
  }

  /** Numbers by the network's labels, put in the order of the taxonomy. */
  private static double[] head(
      String where,
      JsonNode line,
      String field,
      List<String> labels,
      List<String> taxonomy,
      List<BundleProblem> problems) {
    double[] numbers = numbers(where, line, field, labels.size(), problems);
    return numbers.length == labels.size()
        ? taxonomy.stream().mapToDouble(label -> numbers[labels.indexOf(label)]).toArray()
        : numbers;
  }

  private static double[] numbers(
      String where, JsonNode line, String field, int count, List<BundleProblem> problems) {
    JsonNode array = line.path(field);
    double[] numbers = new double[array.size()];
    boolean valid = array.isArray() && (count == ANY_COUNT || array.size() == count);
    for (int i = 0; i < numbers.length; i++) {
      valid &= array.path(i).isNumber();
      numbers[i] = array.path(i).asDouble();
    }
    if (!valid) {
      String wanted = count == ANY_COUNT ? "a list of numbers" : "a list of " + count + " numbers";
      problems.add(
          new BundleProblem(where + field, wanted, "a list of " + array.size() + " values"));
    }
    return numbers;
  }
}
