/** Erasing what the job keeps of a person: the request, and the receipts that answer it. */
package io.contacttriage.routing.erasure;
