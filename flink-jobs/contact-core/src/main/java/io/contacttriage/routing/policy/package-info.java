/** The policy book: its model, reading and writing it, evaluating it, and the tests inside it. */
package io.contacttriage.routing.policy;
