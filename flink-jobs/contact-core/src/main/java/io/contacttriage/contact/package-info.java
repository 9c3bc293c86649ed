/**
 * What comes in: the contact contract, its reader, and the reject that stands for a record that
 * cannot be read.
 */
package io.contacttriage.contact;
