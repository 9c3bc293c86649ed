package io.contacttriage.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The product's version, as the build wrote it. */
public final class JobVersion {
  public static final String CURRENT = read();

  private JobVersion() {}

  private static String read() {
    try (InputStream in = JobVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("version.properties is not in the jar", e);
    }
  }
}
