package io.contacttriage.cli.plan;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What is asked of a cluster.
 *
 * @param rate contacts a second at the busiest time
 * @param p99 from a contact's arrival in Kafka to its route, for all but one in a hundred
 * @param outage how long nothing is read when a part is lost, until the job runs again
 * @param catchUp within how long after that the contacts that waited are to be decided
 * @param mostBusy share of its time that a slot may work at that rate, above 0 and below 1
 * @param slotsPerTaskManager each with a core of its own
 * @param coreHourPrice in any currency, empty when only hours are asked for
 */
record Demand(
    double rate,
    Duration p99,
    Duration outage,
    Duration catchUp,
    double mostBusy,
    int slotsPerTaskManager,
    OptionalDouble coreHourPrice) {}
