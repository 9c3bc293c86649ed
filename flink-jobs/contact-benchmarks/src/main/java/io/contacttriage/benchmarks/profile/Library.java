package io.contacttriage.benchmarks.profile;

import java.util.regex.Pattern;

/** Whose code a frame is, as the picture tells them apart. */
enum Library {
  OURS("", "#f2a65a", "io[.]contacttriage[.]"),
  ONNX_RUNTIME("ONNX Runtime", "#e3655b", "ai[.]onnxruntime[.]"),
  FLINK("Flink", "#8fb8de", "org[.]apache[.]flink[.]"),
  KAFKA("Kafka", "#b7a3d6", "org[.]apache[.]kafka[.]"),
  ROCKSDB("RocksDB", "#8ecfb0", "org[.]rocksdb[.]"),
  JACKSON("Jackson", "#d9c76c", "com[.]fasterxml[.]"),
  JAVA("Java", "#d0d5da", "(java|javax|jdk|sun)[.]"),
  OTHER("other", "#c9bba8", "");

  private final String title;
  private final String colour;
  private final Pattern packages;

  Library(String title, String colour, String packages) {
    this.title = title;
    this.colour = colour;
    this.packages = Pattern.compile(packages);
  }

  static Library of(String className) {
    for (Library library : values()) {
      if (library.packages.matcher(className).lookingAt()) {
        return library;
      }
    }
    return OTHER;
  }

  /** Of a frame as {@link #frame} named it. */
  static Library ofFrame(String frame) {
    for (Library library : values()) {
      if (library != OURS && frame.startsWith(library.title + " ")) {
        return library;
      }
    }
    return OURS;
  }

  /** A frame's name: its library but for ours, its class without the package, its method. */
  String frame(String className, String method) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    int lambda = simple.indexOf("$$Lambda");
    String name = (lambda < 0 ? simple : simple.substring(0, lambda)) + "." + method;
    return this == OURS ? name : title + " " + name;
  }

  String title() {
    return this == OURS ? "Contact Triage" : title;
  }

  String colour() {
    return colour;
  }
}
