package io.contacttriage.routing;

/** Order of work within a queue: P0 is now. */
public enum Priority {
  P0,
  P1,
  P2,
  P3,
  P4
}
