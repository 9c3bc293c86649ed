/** Talking to a running job through its topics: contacts in, routes and rejects out. */
package io.contacttriage.cli.live;
