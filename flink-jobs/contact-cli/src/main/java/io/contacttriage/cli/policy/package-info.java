/** What a policy book would do, and did, to recorded contacts. */
package io.contacttriage.cli.policy;
