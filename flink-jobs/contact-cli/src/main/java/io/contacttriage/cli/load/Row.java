package io.contacttriage.cli.load;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One record of a file on its way to a contact.
 *
 * @param line where it begins in the file, from 1
 * @param contact fields under the names of the contact's schema, or null when there is a problem
 * @param problem what was wanted and what was found, free of the person's words, or null
 */
record Row(long line, ObjectNode contact, String problem) {
  static Row of(long line, ObjectNode contact) {
    return new Row(line, contact, null);
  }

  static Row bad(long line, String problem) {
    return new Row(line, null, problem);
  }
}
