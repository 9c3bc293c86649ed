package io.contacttriage.routing.policy;

/**
 * Where something stands in a policy document.
 *
 * @param file name, or null for a document that came over the wire
 * @param line from 1, or 0 when unknown
 * @param column from 1, or 0 when unknown
 * @param pointer JSON pointer within the document; empty for the whole of it
 */
public record Place(String file, int line, int column, String pointer) {
  /** {@code file:line:column pointer}, without what is not known. */
  @Override
  public String toString() {
    String position = line > 0 ? ":" + line + ":" + column : "";
    if (file == null) {
      return pointer.isEmpty() ? "document" : pointer;
    }
    return file + position + (pointer.isEmpty() ? "" : " " + pointer);
  }
}
