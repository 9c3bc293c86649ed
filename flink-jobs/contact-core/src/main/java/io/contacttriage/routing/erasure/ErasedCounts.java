package io.contacttriage.routing.erasure;

/**
 * What one subtask cleared for one request.
 *
 * @param contactIds that were remembered, so that each is answered once
 * @param histories of repeat contacts
 * @param cachedTexts whose scores its TaskManager remembered: of all persons, since nobody can tell
 *     whose they are
 */
public record ErasedCounts(int contactIds, int histories, int cachedTexts) {
  public static final ErasedCounts NONE = new ErasedCounts(0, 0, 0);

  /** The sum of both. */
  public ErasedCounts plus(ErasedCounts more) {
    return new ErasedCounts(
        contactIds + more.contactIds, histories + more.histories, cachedTexts + more.cachedTexts);
  }
}
