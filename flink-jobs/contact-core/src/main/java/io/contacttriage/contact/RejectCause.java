package io.contacttriage.contact;

import java.util.Locale;

/** Why a record could not become what its topic holds. On the wire: the lower-case name. */
public enum RejectCause {
  EMPTY_RECORD,
  TOO_LARGE,
  NOT_UTF8,
  NOT_JSON,
  TRUNCATED_JSON,
  DUPLICATE_KEY,
  NOT_AN_OBJECT,
  MISSING_FIELD,
  WRONG_TYPE,
  UNKNOWN_VALUE,
  INVALID_VALUE,
  VALUE_TOO_LONG,
  BAD_TIMESTAMP,
  TIMESTAMP_OUT_OF_RANGE,
  TOO_DEEP,
  INVALID_POLICY_BOOK,
  STALE_POLICY_BOOK,
  INVALID_LABEL,
  INVALID_ROUTE,
  INVALID_ERASURE;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }
}
