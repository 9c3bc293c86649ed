/** Says why a contact goes where it goes. */
package io.contacttriage.cli.explain;
