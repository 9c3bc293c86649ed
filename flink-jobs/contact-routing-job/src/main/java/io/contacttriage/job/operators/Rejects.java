package io.contacttriage.job.operators;

import io.contacttriage.contact.RejectedRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The side door of every room that can refuse a record. */
public final class Rejects {
  public static final OutputTag<RejectedRecord> TAG =
      new OutputTag<>("rejects", TypeInformation.of(RejectedRecord.class));

  private Rejects() {}
}
