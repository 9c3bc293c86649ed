package io.contacttriage.cli.erase;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.erase.ErasureReceipts.Erased;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.local.KeptDemo;
import io.contacttriage.cli.tools.JsonText;
import io.contacttriage.routing.erasure.ErasedCounts;
import io.contacttriage.routing.erasure.ErasureRequest;
import io.contacttriage.routing.erasure.ErasureRequests;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets a running job forget a person, and waits for the word of every subtask. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a running job forget a person, and counts what was there.",
      "Waits for the receipt of every subtask: they come with the job's next checkpoint. What lies"
          + " in Kafka's topics goes when their retention ends; docs/data-protection.md has all"
          + " places."
    })
public final class EraseCommand implements Callable<Integer> {
  private static final Duration SEND_PATIENCE = Duration.ofSeconds(10);

  @Option(names = "--customer", paramLabel = "ID", description = "As the person's contacts have it")
  private String customer;

  @Option(
      names = "--conversation",
      paramLabel = "ID",
      description = "Of contacts that name no customer; may be given again")
  private List<String> conversations = new ArrayList<>();

  @Option(
      names = "--contact",
      paramLabel = "ID",
      description = "A contact that names neither; may be given again")
  private List<String> contacts = new ArrayList<>();

  @Option(
      names = "--by",
      paramLabel = "ROLE",
      defaultValue = "operator",
      description = "Which role asks, not who; ${DEFAULT-VALUE} when absent")
  private String requestedBy;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka; when absent, that of the demo that was started with --keep")
  private String bootstrap;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = "erasures",
      description = "${DEFAULT-VALUE} when absent")
  private String topic;

  @Option(
      names = "--receipts-topic",
      paramLabel = "TOPIC",
      defaultValue = "erasure-receipts",
      description = "Where the job's subtasks answer; ${DEFAULT-VALUE} when absent")
  private String receiptsTopic;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long every subtask of the job has to answer; ${DEFAULT-VALUE} when absent")
  private int timeoutSeconds;

  @Option(names = "--no-wait", description = "Do not wait for receipts")
  private boolean noWait;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ErasureRequest request = request();
    PrintWriter out = spec.commandLine().getOut();
    String brokers = KeptDemo.bootstrapServers(bootstrap);
    if (noWait) {
      send(brokers, request);
      out.println(json ? json(request, null) : "sent as request " + request.requestId());
      return 0;
    }
    try (ErasureReceipts receipts =
        ErasureReceipts.open(brokers, receiptsTopic, Duration.ofSeconds(timeoutSeconds))) {
      send(brokers, request);
      spec.commandLine()
          .getErr()
          .println(
              "sent as request "
                  + request.requestId()
                  + "; the receipts come with the next checkpoint");
      Erased erased = receipts.await(request.requestId());
      out.println(json ? json(request, erased) : words(request, erased));
    }
    return 0;
  }

  private ErasureRequest request() {
    try {
      return new ErasureRequest(
          UUID.randomUUID().toString(),
          customer,
          conversations,
          contacts,
          Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
          requestedBy);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage(
          "--customer, --conversation, --contact, --by: " + e.getMessage());
    }
  }

  private void send(String brokers, ErasureRequest request) {
    try (RecordSender sender = new RecordSender(brokers, topic, SEND_PATIENCE)) {
      sender.sendAndWait(
          request.requestId().getBytes(StandardCharsets.UTF_8), ErasureRequests.write(request));
    }
  }

  private static String words(ErasureRequest request, Erased erased) {
    ErasedCounts cleared = erased.cleared();
    return String.format(
        Locale.ROOT,
        "request %s: forgotten on all %d subtasks after %,d ms%n"
            + "  contact ids       %,d%n"
            + "  histories         %,d%n"
            + "  remembered texts  %,d, of everybody",
        request.requestId(),
        erased.subtasks(),
        erased.after().toMillis(),
        cleared.contactIds(),
        cleared.histories(),
        cleared.cachedTexts());
  }

  /** Without subtasks and counts when nobody was waited for. */
  private static String json(ErasureRequest request, Erased erased) {
    return JsonText.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("requestId", request.requestId());
          if (erased != null) {
            json.writeNumberField("subtasks", erased.subtasks());
            json.writeNumberField("effectMillis", erased.after().toMillis());
            json.writeObjectFieldStart("cleared");
            json.writeNumberField("contactIds", erased.cleared().contactIds());
            json.writeNumberField("histories", erased.cleared().histories());
            json.writeNumberField("cachedTexts", erased.cleared().cachedTexts());
            json.writeEndObject();
          }
          json.writeEndObject();
        });
  }
}
