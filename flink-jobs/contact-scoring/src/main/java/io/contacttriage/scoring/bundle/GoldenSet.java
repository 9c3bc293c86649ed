package io.contacttriage.scoring.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Inputs of a bundle with the answers that its training code computed. They show that this machine,
 * tokenizer and runtime give the same answers.
 *
 * @param contacts at least one
 * @param tolerance largest allowed difference of a probability
 */
public record GoldenSet(List<GoldenContact> contacts, double tolerance) {
  public GoldenSet {
    contacts = List.copyOf(contacts);
  }

  /**
   * One input and its answers, each by the labels of the manifest.
   *
   * @param text as the text room gives it to the tokenizer
   * @param ids token ids of the text
   */
  public record GoldenContact(
      String text, int[] ids, double[] topic, double[] urgency, double[] harm, double[] language) {}

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
      throw new InvalidBundleException(bundle.directory(), problems);
    }
    return new GoldenSet(contacts, manifest.golden().tolerance());
  }

  private static GoldenContact contact(
      String where, JsonNode line, BundleManifest manifest, List<BundleProblem> problems) {
    BundleManifest.Heads heads = manifest.heads();
    if (!line.path("text").isTextual()) {
      problems.add(new BundleProblem(where + " /text", "a text", "something else"));
    }
    double[] ids = numbers(where, line, "ids", -1, problems);
    int[] tokenIds = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      tokenIds[i] = (int) ids[i];
    }
    return new GoldenContact(
        line.path("text").asText(),
        tokenIds,
        numbers(where, line, "topic", heads.topic().labels().size(), problems),
        numbers(where, line, "urgency", heads.urgency().labels().size(), problems),
        numbers(where, line, "harm", heads.harm().labels().size(), problems),
        numbers(where, line, "language", heads.language().labels().size(), problems));
  }

  private static double[] numbers(
      String where, JsonNode line, String field, int count, List<BundleProblem> problems) {
    JsonNode array = line.path(field);
    double[] numbers = new double[array.size()];
    boolean valid = array.isArray() && (count < 0 || array.size() == count);
    for (int i = 0; i < numbers.length; i++) {
      valid &= array.path(i).isNumber();
      numbers[i] = array.path(i).asDouble();
    }
    if (!valid) {
      String wanted = count < 0 ? "a list of numbers" : "a list of " + count + " numbers";
      problems.add(
          new BundleProblem(where + " /" + field, wanted, "a list of " + array.size() + " values"));
    }
    return numbers;
  }
}
