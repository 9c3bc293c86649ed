package io.contacttriage.job.operators;

import java.util.List;

/**
 * A request for erasure that passed the checks, on its way to every routing subtask.
 *
 * @param sealedCustomer for the receipts, or null
 * @param subjects the keys under which something may be kept
 */
public record Erasure(String requestId, String sealedCustomer, List<String> subjects) {}
