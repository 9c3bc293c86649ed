package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.ProjectFolder;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which labelled contacts a command measures on. */
final class DataOptions {
  @ArgGroup(exclusive = false, multiplicity = "1..*")
  private List<DataFile> files;

  @Option(
      names = "--part",
      paramLabel = "PART",
      defaultValue = "all",
      description =
          "train, dev, test or all (the default): a hash of the text decides, as in training. A"
              + " model has seen the contacts of train; test is what it never saw")
  private TextPart part;

  /** One file and what its rows are. */
  static final class DataFile {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "FILE",
        description =
            "JSON lines with text and any of id, language, topic, urgency, harm, kind, source,"
                + " synthetic, as in models/contacts; may be given several times")
    private Path path;

    @Option(
        names = "--source",
        paramLabel = "NAME",
        description =
            "What the rows of the --data before it are, such as mail-2026, where they do not say it"
                + " themselves; when absent: synthetic below models/contacts, else the file's name")
    private String source;

    Path path() {
      return path;
    }

    String source() {
      if (source != null) {
        return source;
      }
      Path own = ProjectFolder.resolve("models/contacts").toAbsolutePath().normalize();
      return path.toAbsolutePath().normalize().startsWith(own)
          ? LabelledContactReader.SYNTHETIC
          : path.getFileName().toString();
    }
  }

  List<DataFile> files() {
    return List.copyOf(files);
  }

  TextPart part() {
    return part;
  }
}
