package io.contacttriage.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lines of JSON: whole contacts, or {@code {"id","text"}}, which is an id and a body. */
final class JsonRows implements RowReader {
  private static final int MAX_LINE_BYTES = 8 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final InputStream in;
  private long line;
  private boolean ended;

  JsonRows(InputStream in) {
    this.in = in;
  }

  @Override
  public Row next() throws IOException {
    while (!ended) {
      byte[] bytes = readLine();
      if (bytes == null) {
        return Row.bad(line, "wanted at most " + MAX_LINE_BYTES + " bytes a line, found more");
      }
      if (!isBlank(bytes)) {
        return row(bytes);
      }
    }
    return null;
  }

  private Row row(byte[] bytes) throws IOException {
    JsonNode tree;
    try {
      tree = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      return Row.bad(line, "not JSON at column " + e.getLocation().getColumnNr());
    } catch (IOException e) {
      return Row.bad(line, "not UTF-8");
    }
    if (!(tree instanceof ObjectNode contact)) {
      return Row.bad(line, "wanted an object, found " + tree.getNodeType());
    }
    if (!contact.has("contactId") && contact.has("text")) {
      JsonNode id = contact.remove("id");
      JsonNode text = contact.remove("text");
      if (id != null) {
        contact.set("contactId", id);
      }
      contact.set("body", text);
    }
    return Row.of(line, contact);
  }

  /** The next line without its end; null when it is too long. */
  private byte[] readLine() throws IOException {
    line++;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean tooLong = false;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        ended = true;
        break;
      }
      if (bytes.size() < MAX_LINE_BYTES) {
        bytes.write(b);
      } else {
        tooLong = true;
      }
    }
    return tooLong ? null : bytes.toByteArray();
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
