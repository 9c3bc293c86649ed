package io.contacttriage.routing.erasure;

import java.time.Instant;

/**
 * One subtask's word that it keeps nothing more of the subjects of a request. Given just before a
 * checkpoint, which holds nothing of them either. Sink: topic {@code erasure-receipts}, {@code
 * config/schemas/erasure-receipt.schema.json}.
 *
 * @param sealedCustomer the customer as {@code KeyedHash} seals it, or null
 * @param subtask from 0
 * @param parallelism of the room that tells: as many receipts are to be awaited
 * @param at the subtask's own clock
 * @param job version of the product
 */
public record ErasureReceipt(
    String requestId,
    String sealedCustomer,
    ErasedCounts cleared,
    int subtask,
    int parallelism,
    Instant at,
    String job) {}
