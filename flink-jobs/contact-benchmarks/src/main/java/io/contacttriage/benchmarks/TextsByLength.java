package io.contacttriage.benchmarks;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.sample.SampleText;
import io.contacttriage.cli.sample.SampleTexts;
import io.contacttriage.text.TextPreparer;
import io.contacttriage.text.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Texts of a wanted length, made of the sample's: each said again and again and then cut. One in
 * seven is about harm or nearly so, as in the sample stream.
 */
final class TextsByLength {
  private static final int ONE_DELICATE_IN = 7;
  private static final long SEED = 11;

  /** A sample text has more than this many characters a piece only by chance. */
  private static final int CHARACTERS_A_PIECE = 12;

  private final TextPreparer preparer = new TextPreparer();
  private final Tokenizer tokenizer;
  private final int pieces;

  private TextsByLength(Tokenizer tokenizer, int pieces) {
    this.tokenizer = tokenizer;
    this.pieces = pieces;
  }

  /**
   * The same for the same arguments.
   *
   * @param pieces that each text gives or hardly more, special tokens counted
   */
  static List<String> of(int pieces, int count, Tokenizer tokenizer) {
    List<SampleText> sample =
        new ArrayList<>(SampleTexts.readFolder(ProjectFolder.resolve("models/contacts")));
    Collections.shuffle(sample, new Random(SEED));
    TextsByLength cutter = new TextsByLength(tokenizer, pieces);
    List<String> texts = new ArrayList<>();
    for (SampleText each : sample) {
      boolean delicateTurn = texts.size() % ONE_DELICATE_IN == 0;
      // A text that ends in what is cut off, such as a signature, cannot be said twice.
      if (each.delicate() == delicateTurn && cutter.reaches(cutter.repeated(each.text()))) {
        texts.add(cutter.cut(cutter.repeated(each.text())));
      }
      if (texts.size() == count) {
        return texts;
      }
    }
    throw new IllegalStateException(
        "wanted " + count + " texts of " + pieces + " pieces, found " + texts.size());
  }

  private String repeated(String text) {
    return (text + " ").repeat(pieces * CHARACTERS_A_PIECE / (text.length() + 1) + 1);
  }

  private boolean reaches(String text) {
    return tokenizer.encode(preparer.prepare("", text).text()).length >= pieces;
  }

  /** The shortest beginning that has the pieces, found by halving. */
  private String cut(String text) {
    int tooShort = 0;
    int enough = text.length();
    while (enough - tooShort > 1) {
      int middle = (tooShort + enough) / 2;
      if (reaches(text.substring(0, middle))) {
        enough = middle;
      } else {
        tooShort = middle;
      }
    }
    return text.substring(0, enough);
  }
}
