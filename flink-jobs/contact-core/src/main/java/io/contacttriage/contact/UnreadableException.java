package io.contacttriage.contact;

/** Why reading stopped. Carries no stack: bad input is ordinary, and may come in floods. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectCause cause;
  private final String field;

  UnreadableException(RejectCause cause, String field, String detail) {
    super(detail, null, false, false);
    this.cause = cause;
    this.field = field;
  }

  RejectCause cause() {
    return cause;
  }

  /** JSON pointer, or null. */
  String field() {
    return field;
  }

  String detail() {
    return getMessage();
  }
}
