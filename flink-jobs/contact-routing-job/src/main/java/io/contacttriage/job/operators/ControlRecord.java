package io.contacttriage.job.operators;

/**
 * What reaches every routing subtask beside the contacts: a policy book or an erasure; the other
 * one is null. Never in state.
 */
public record ControlRecord(PublishedBook book, Erasure erasure) {
  static ControlRecord of(PublishedBook book) {
    return new ControlRecord(book, null);
  }

  static ControlRecord of(Erasure erasure) {
    return new ControlRecord(null, erasure);
  }
}
