package io.contacttriage.cli.faults;

/**
 * One fault that happened.
 *
 * @param recoveredMillis from its injection until every contact that was sent up to a second after
 *     it was put right had its answer
 * @param mostWaiting contacts at once that had none
 */
record Strike(String fault, long recoveredMillis, int mostWaiting) {}
