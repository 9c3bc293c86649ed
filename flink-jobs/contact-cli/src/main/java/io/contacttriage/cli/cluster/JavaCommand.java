package io.contacttriage.cli.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands that start a Java process from jars that this process has as well. */
final class JavaCommand {
  /** What Flink's distribution has in its lib/, and nothing of ours. */
  private static final Pattern FLINK =
      Pattern.compile(
          "(flink-(?!connector-(base|kafka))|log4j-|slf4j-|frocksdbjni-|async-profiler-|jsr305-"
              + "|commons-(cli|collections|compress|io|lang3|math3|text)-|snakeyaml-engine-"
              + "|kryo-|minlog-|objenesis-|reflectasm-|javassist-|lz4-java-|snappy-java-).*");

  private final Path folder;

  /**
   * Makes commands.
   *
   * @param folder of the cluster, with its {@code tmp} and {@code log4j2.properties}
   */
  JavaCommand(Path folder) {
    this.folder = folder;
  }

  /** A process of Flink: {@code lib} comes first, as the scripts of Flink put it. */
  List<String> flink(String main, String heap, List<Path> lib, String... arguments) {
    return command(
        main,
        heap,
        Stream.concat(
            lib.stream(),
            here().stream().filter(jar -> FLINK.matcher(jar.getFileName().toString()).matches())),
        arguments);
  }

  /** A process of ours. */
  List<String> triage(Class<?> main, String heap, String... arguments) {
    return command(main.getName(), heap, here().stream(), arguments);
  }

  private List<String> command(
      String main, String heap, Stream<Path> classPath, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What Flink needs of Java 17, as this process was given it.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx" + heap,
            // Flink's default: classes of old submissions that stay would soon be too many.
            "-XX:MaxMetaspaceSize=256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + folder.resolve("tmp"),
            "-Dlog4j.configurationFile=" + folder.resolve("log4j2.properties"),
            "-cp",
            classPath.map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
            main));
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * The class path of this process, with the jars that a jar on it names in its manifest: each name
   * once, or SLF4J would complain of two log4js.
   */
  private static Collection<Path> here() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .flatMap(entry -> Stream.concat(Stream.of(entry), named(entry)))
        .filter(Files::exists)
        .collect(
            Collectors.toMap(
                entry -> Files.isDirectory(entry) ? entry : entry.getFileName(),
                Function.identity(),
                (first, again) -> first,
                LinkedHashMap::new))
        .values();
  }

  private static Stream<Path> named(Path jar) {
    if (!Files.isRegularFile(jar)) {
      return Stream.empty();
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      String names =
          file.getManifest() == null
              ? null
              : file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return names == null
          ? Stream.empty()
          : Stream.of(names.split(" "))
              .filter(name -> name.endsWith(".jar"))
              .filter(name -> !name.contains(":"))
              .map(jar::resolveSibling);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + jar, e);
    }
  }
}
