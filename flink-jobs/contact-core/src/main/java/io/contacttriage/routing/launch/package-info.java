/**
 * Bringing a policy book into effect: who uses which version, and candidates beside the live one.
 */
package io.contacttriage.routing.launch;
