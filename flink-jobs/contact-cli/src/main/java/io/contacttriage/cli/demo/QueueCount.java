package io.contacttriage.cli.demo;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Contacts of one queue.
 *
 * @param byPriority P0 to P4; those without contacts are left out
 */
record QueueCount(String queue, long contacts, SortedMap<String, Long> byPriority) {
  QueueCount {
    byPriority = Collections.unmodifiableSortedMap(new TreeMap<>(byPriority));
  }
}
