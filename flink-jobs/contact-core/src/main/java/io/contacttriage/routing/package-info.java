/** From scores and the policy book to a routing decision, its clocks and its reasons. */
package io.contacttriage.routing;
