package io.contacttriage.routing;

/**
 * What the subject's earlier contacts left behind, as policies see it.
 *
 * @param contacts1d earlier contacts within the last 24 hours, this one not counted
 * @param contacts7d earlier contacts within the last 7 days
 * @param contacts30d earlier contacts within the last 30 days
 * @param lastQueue queue of the latest earlier contact, or empty
 */
public record RoutingMemory(int contacts1d, int contacts7d, int contacts30d, String lastQueue) {
  public static final RoutingMemory NONE = new RoutingMemory(0, 0, 0, "");
}
