/** What changes from one policy book to another, in words that a policy specialist uses. */
package io.contacttriage.routing.diff;
