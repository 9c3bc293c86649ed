package io.contacttriage.job.operators;

import io.contacttriage.routing.launch.PolicyStatus;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The side door through which tasks tell what became of a policy book. */
public final class Statuses {
  public static final OutputTag<PolicyStatus> TAG =
      new OutputTag<>("policy-status", TypeInformation.of(PolicyStatus.class));

  private Statuses() {}
}
