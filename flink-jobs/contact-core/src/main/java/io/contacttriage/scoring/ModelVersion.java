package io.contacttriage.scoring;

/** Which bundle scored a contact. On the wire: {@code name/version}. */
public record ModelVersion(String name, String version) {
  @Override
  public String toString() {
    return name + "/" + version;
  }
}
