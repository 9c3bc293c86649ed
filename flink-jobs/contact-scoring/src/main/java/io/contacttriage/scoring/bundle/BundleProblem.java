package io.contacttriage.scoring.bundle;

/**
 * One thing that is wrong with a bundle.
 *
 * @param where file and place in it, such as {@code manifest.json /heads/topic/labels}
 * @param wanted what the program needs there
 * @param found what is there
 */
public record BundleProblem(String where, String wanted, String found) {
  private static final int LONGEST_FOUND = 200;

  public BundleProblem {
    found = found.length() <= LONGEST_FOUND ? found : found.substring(0, LONGEST_FOUND) + "…";
  }

  @Override
  public String toString() {
    return where + ": wanted " + wanted + ", found " + found;
  }
}
