/** The rooms as Flink operators: they load state, ask the core, store, emit. */
package io.contacttriage.job.operators;
