package io.contacttriage.cli.load;

import java.io.Closeable;
import java.io.IOException;

/** Reads a file record by record; never holds the whole of it. */
interface RowReader extends Closeable {
  /**
   * The next record, good or bad.
   *
   * @return null at the end
   */
  Row next() throws IOException;
}
