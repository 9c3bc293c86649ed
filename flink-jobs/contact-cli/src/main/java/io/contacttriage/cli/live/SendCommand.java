package io.contacttriage.cli.live;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.Terminal;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactWriter;
import io.contacttriage.contact.Customer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends one contact and shows where it goes and why. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description = "Sends one contact to a running job and shows where it goes and why.")
public final class SendCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  @Parameters(paramLabel = "TEXT", description = "What the person writes")
  private String text;

  @Option(names = "--subject", paramLabel = "TEXT", description = "Subject line")
  private String subject;

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      defaultValue = "in_app",
      description = "email, chat, in_app, web_form, social, voice_transcript (default: in_app)")
  private String channel;

  @Option(names = "--customer", paramLabel = "ID", description = "Who writes; counts repeats")
  private String customer;

  @Option(names = "--conversation", paramLabel = "ID")
  private String conversation;

  @Option(names = "--language", paramLabel = "TAG", description = "A hint only, such as ms")
  private String language;

  @Option(names = "--country", paramLabel = "CC", description = "Such as MY")
  private String country;

  @Option(names = "--tier", paramLabel = "NAME", description = "The customer's, such as vip")
  private String tier;

  @Option(names = "--age-band", paramLabel = "NAME", description = "13-15, 16-17 or 18+")
  private String ageBand;

  @Option(names = "--attribute", paramLabel = "KEY=VALUE", description = "May be given again")
  private Map<String, String> attributes;

  @Option(names = "--id", paramLabel = "ID", description = "contactId (default: a new one)")
  private String id;

  @Option(names = "--json", description = "The route as it is in its topic")
  private boolean json;

  @Option(names = "--no-wait", description = "Do not wait for the route")
  private boolean noWait;

  @Mixin private KafkaOptions kafka;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Contact contact = contact();
    PrintWriter out = spec.commandLine().getOut();
    String bootstrap = kafka.bootstrapServers();
    try (TopicReader answers =
            TopicReader.fromEnd(bootstrap, List.of(kafka.routesTopic(), kafka.rejectsTopic()));
        RecordSender sender = new RecordSender(bootstrap, kafka.contactsTopic(), PATIENCE)) {
      RecordMetadata at =
          sender.sendAndWait(
              contact.routingKey().getBytes(StandardCharsets.UTF_8),
              new ContactWriter().write(contact));
      if (noWait) {
        out.println("sent " + contact.contactId());
        return 0;
      }
      return await(answers, contact.contactId(), at, out);
    }
  }

  private int await(TopicReader answers, String contactId, RecordMetadata at, PrintWriter out) {
    Instant deadline = Clock.systemUTC().instant().plus(PATIENCE);
    while (Clock.systemUTC().instant().isBefore(deadline)) {
      for (ConsumerRecord<byte[], byte[]> record : answers.poll(POLL)) {
        if (record.topic().equals(kafka.rejectsTopic())) {
          SeenReject reject = SeenReject.read(record.value());
          if (reject.partition() == at.partition()
              && reject.offset() == at.offset()
              && reject.topic().equals(at.topic())) {
            out.println(
                json ? reject.json() : "rejected: " + reject.cause() + ": " + reject.detail());
            return 1;
          }
        } else {
          SeenRoute route = SeenRoute.read(record.value());
          if (route.contactId().equals(contactId)) {
            show(route, out);
            return 0;
          }
        }
      }
    }
    throw CommandFailure.failed(
        "no answer for "
            + contactId
            + " within "
            + PATIENCE.toSeconds()
            + " s: the job does not run, or it has answered this id before");
  }

  private void show(SeenRoute route, PrintWriter out) {
    if (json) {
      out.println(route.json());
    } else {
      RoutePage.of(route, Terminal.ofProcess()).forEach(out::println);
    }
  }

  private Contact contact() {
    return new Contact(
        id == null ? "sent-" + UUID.randomUUID() : id,
        conversation,
        customer,
        channel(),
        language,
        country,
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
        subject,
        text,
        List.of(),
        tier == null && ageBand == null ? Customer.UNKNOWN : new Customer(tier, null, ageBand),
        attributes,
        null);
  }

  private Channel channel() {
    for (Channel known : Channel.values()) {
      if (known.wireName().equals(channel)) {
        return known;
      }
    }
    throw CommandFailure.wrongUsage(
        "--channel: wanted one of email, chat, in_app, web_form, social, voice_transcript, found "
            + channel);
  }
}
