package io.contacttriage.routing;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * When one subject wrote before: what the routing room keeps for each key. Contacts are counted by
 * the hour, so "within the last 24 hours" means the hour of the contact and the 23 hours before it.
 * Never larger than 30 days of hours. Public and flat, so that Flink can keep it as a POJO; treat
 * the arrays as immutable.
 *
 * @param hours epoch hours in rising order, none twice
 * @param counts number of contacts in each of these hours
 * @param lastQueue of the newest contact, or empty
 * @param lastReceivedAtMillis of the newest contact, epoch milliseconds
 */
public record ContactHistory(
    int[] hours, int[] counts, String lastQueue, long lastReceivedAtMillis) {
  public static final ContactHistory EMPTY =
      new ContactHistory(new int[0], new int[0], "", Long.MIN_VALUE);

  private static final int HOURS_1D = 24;
  private static final int HOURS_7D = 7 * 24;
  private static final int HOURS_30D = 30 * 24;
  private static final long SECONDS_PER_HOUR = 3_600;

  public ContactHistory {
    Objects.requireNonNull(lastQueue, "lastQueue");
    if (hours.length != counts.length) {
      throw new IllegalArgumentException(
          "wanted a count for each hour, found " + counts.length + " for " + hours.length);
    }
  }

  /**
   * What policies may know when a contact was received then. Contacts of later hours are not
   * counted; the last queue is that of the newest contact, unless it is over 30 days older.
   */
  public RoutingMemory asOf(Instant receivedAt) {
    int hour = hourOf(receivedAt);
    if (hours.length == 0 || hour - hours[hours.length - 1] >= HOURS_30D) {
      return RoutingMemory.NONE;
    }
    return new RoutingMemory(
        countedIn(hour, HOURS_1D),
        countedIn(hour, HOURS_7D),
        countedIn(hour, HOURS_30D),
        lastQueue);
  }

  /**
   * This history and one more contact. It may be older than others: then it is counted in its hour
   * and does not change the last queue. What lies 30 days before the newest is forgotten.
   */
  public ContactHistory with(Instant receivedAt, String queue) {
    int hour = hourOf(receivedAt);
    int newest = hours.length == 0 ? hour : Math.max(hour, hours[hours.length - 1]);
    int oldest = newest - HOURS_30D + 1;
    if (hour < oldest) {
      return this;
    }
    int at = Arrays.binarySearch(hours, hour);
    boolean known = at >= 0;
    int insertAt = known ? at : -at - 1;
    int from = firstFrom(oldest);
    int[] newHours = new int[hours.length - from + (known ? 0 : 1)];
    int[] newCounts = new int[newHours.length];
    for (int i = from, j = 0; j < newHours.length; j++) {
      if (!known && j == insertAt - from) {
        newHours[j] = hour;
        newCounts[j] = 1;
      } else {
        newHours[j] = hours[i];
        newCounts[j] = counts[i] + (known && i == at ? 1 : 0);
        i++;
      }
    }
    boolean latest = receivedAt.toEpochMilli() >= lastReceivedAtMillis;
    return new ContactHistory(
        newHours,
        newCounts,
        latest ? queue : lastQueue,
        latest ? receivedAt.toEpochMilli() : lastReceivedAtMillis);
  }

  private int countedIn(int hour, int span) {
    int sum = 0;
    for (int i = firstFrom(hour - span + 1); i < hours.length && hours[i] <= hour; i++) {
      sum += counts[i];
    }
    return sum;
  }

  private int firstFrom(int hour) {
    int at = Arrays.binarySearch(hours, hour);
    return at >= 0 ? at : -at - 1;
  }

  private static int hourOf(Instant instant) {
    return Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_HOUR));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContactHistory that
        && Arrays.equals(hours, that.hours)
        && Arrays.equals(counts, that.counts)
        && lastQueue.equals(that.lastQueue)
        && lastReceivedAtMillis == that.lastReceivedAtMillis;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        Arrays.hashCode(hours), Arrays.hashCode(counts), lastQueue, lastReceivedAtMillis);
  }

  @Override
  public String toString() {
    return "ContactHistory["
        + Arrays.stream(counts).sum()
        + " contacts in "
        + hours.length
        + " hours, last queue "
        + lastQueue
        + "]";
  }
}
