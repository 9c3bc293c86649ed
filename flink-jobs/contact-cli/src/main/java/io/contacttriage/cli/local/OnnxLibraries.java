package io.contacttriage.cli.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * ONNX Runtime's native libraries in a folder of ours. Left to itself it unpacks them into a folder
 * of its own in the temporary folder, which stays behind, empty, when the process ends.
 */
final class OnnxLibraries {
  private static final String PROPERTY = "onnxruntime.native.path";

  private OnnxLibraries() {}

  /** To be called before the first model is loaded; where nothing fits, ONNX Runtime does it. */
  static void unpackTo(Path folder) throws IOException {
    String before = System.getProperty(PROPERTY);
    if (before != null && Files.isDirectory(Path.of(before))) {
      return;
    }
    for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
      String file = System.mapLibraryName(library);
      try (InputStream in =
          OnnxLibraries.class.getResourceAsStream(
              "/ai/onnxruntime/native/" + platform() + "/" + file)) {
        if (in == null) {
          return;
        }
        Files.copy(in, folder.resolve(file));
      }
    }
    System.setProperty(PROPERTY, folder.toString());
  }

  /** As ONNX Runtime names its folders. */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    return (os.contains("mac") ? "osx" : os.contains("linux") ? "linux" : "win")
        + "-"
        + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
  }
}
