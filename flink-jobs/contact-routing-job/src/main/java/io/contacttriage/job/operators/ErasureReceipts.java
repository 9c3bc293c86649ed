package io.contacttriage.job.operators;

import io.contacttriage.routing.erasure.ErasureReceipt;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The side door through which routing subtasks tell that a subject is forgotten. */
public final class ErasureReceipts {
  public static final OutputTag<ErasureReceipt> TAG =
      new OutputTag<>("erasure-receipts", TypeInformation.of(ErasureReceipt.class));

  private ErasureReceipts() {}
}
