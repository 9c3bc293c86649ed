package io.contacttriage.cli.faults;

import java.time.Duration;

/**
 * Something that goes wrong under load, and what then puts it right, as an operator or Kubernetes
 * would.
 *
 * @param what happens, in a few words
 * @param holds how long it stays wrong
 */
record Fault(String name, String what, Duration holds, Step inject, Step heal) {

  /** One side of a fault. */
  interface Step {
    void on(Scene scene) throws Exception;
  }
}
