package io.contacttriage.cli.load;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.Terminal;
import io.contacttriage.cli.live.KafkaOptions;
import io.contacttriage.cli.live.RecordSender;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends the records of a file as contacts. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Sends the records of a file as contacts to a running job.",
      "JSON Lines with whole contacts or {\"id\",\"text\"}, or CSV with a header and --map. What a row",
      "lacks is filled in and said; bad rows are named by line and do not stop the rest."
    })
public final class LoadCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PROGRESS_EVERY = Duration.ofMillis(500);
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final int BAD_ROWS_SHOWN = 20;

  @Parameters(paramLabel = "FILE", description = ".jsonl, .csv or .tsv")
  private Path file;

  @Option(
      names = "--map",
      paramLabel = "FIELD=COLUMN,...",
      description = {
        "CSV: which column is which field, such as body=Complaint,receivedAt=\"Date received\".",
        "Fields: those of a contact, customer.tier and the like, attributes.NAME"
      })
  private String map;

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description = "CSV: between columns (default: a comma, or a tab for .tsv)")
  private Character delimiter;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Contacts a second (default: as fast as Kafka takes them)")
  private Double rate;

  @Mixin private KafkaOptions kafka;
  @Spec private CommandSpec spec;

  private long rows;
  private long bad;

  @Override
  public Integer call() throws IOException {
    if (rate != null && !(rate > 0)) {
      throw CommandFailure.wrongUsage("--rate: wanted more than 0, found " + rate);
    }
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.wrongUsage("no file at " + file);
    }
    RowCompleter completer = new RowCompleter(file.getFileName().toString(), Clock.systemUTC());
    try (RowReader reader = open();
        RecordSender sender =
            new RecordSender(kafka.bootstrapServers(), kafka.contactsTopic(), PATIENCE)) {
      send(reader, completer, sender);
      sender.flush();
      summary(completer, sender);
      return bad == 0 && sender.failed() == 0 ? 0 : 1;
    }
  }

  private void send(RowReader reader, RowCompleter completer, RecordSender sender)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    boolean progress = Terminal.ofProcess().err();
    long start = System.nanoTime();
    long said = start + QUIET.toNanos();
    for (Row row = reader.next(); row != null; row = reader.next()) {
      rows++;
      RowCompleter.Ready ready = completer.complete(row);
      if (ready.problem() != null) {
        complain(row, ready.problem(), err);
        continue;
      }
      if (rate != null) {
        waitUntil(start + (long) ((rows - 1) * 1e9 / rate));
      }
      sender.send(ready.key(), ready.value());
      if (sender.failed() > 0) {
        throw CommandFailure.failed("Kafka did not take a contact: " + sender.firstProblem());
      }
      if (progress && System.nanoTime() > said) {
        said = System.nanoTime() + PROGRESS_EVERY.toNanos();
        err.printf(Locale.ROOT, "\r%,d sent\u001b[K", sender.acknowledged());
        err.flush();
      }
    }
    if (progress) {
      err.print("\r\u001b[K");
    }
  }

  private void complain(Row row, String problem, PrintWriter err) {
    bad++;
    if (bad <= BAD_ROWS_SHOWN) {
      err.println(file + ":" + row.line() + ": " + problem);
    } else if (bad == BAD_ROWS_SHOWN + 1) {
      err.println("further bad rows are counted only");
    }
  }

  private void summary(RowCompleter completer, RecordSender sender) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%,d rows: %,d sent to topic %s, %,d bad%n",
        rows,
        sender.acknowledged(),
        kafka.contactsTopic(),
        bad);
    if (sender.failed() > 0) {
      out.printf(
          Locale.ROOT, "%,d not taken by Kafka: %s%n", sender.failed(), sender.firstProblem());
    }
    for (Map.Entry<String, Long> filled : completer.filled().entrySet()) {
      out.printf(Locale.ROOT, "filled in: %s in %,d rows%n", filled.getKey(), filled.getValue());
    }
  }

  private RowReader open() throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean isTsv = name.endsWith(".tsv");
    boolean isCsv = isTsv || name.endsWith(".csv") || map != null;
    if (isCsv && map == null) {
      throw CommandFailure.wrongUsage(
          "a CSV file needs --map to say which column is which field, such as --map body=COLUMN");
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    if (!isCsv) {
      return new JsonRows(in);
    }
    char separator = delimiter != null ? delimiter : isTsv ? '\t' : ',';
    ColumnMap columns = ColumnMap.parse(map);
    return new CsvRows(
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), separator, columns);
  }

  private static void waitUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
