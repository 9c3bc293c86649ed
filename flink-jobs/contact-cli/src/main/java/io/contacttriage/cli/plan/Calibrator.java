package io.contacttriage.cli.plan;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.local.ChildBroker;
import io.contacttriage.cli.local.ChildJvm;
import io.contacttriage.cli.local.LocalCluster;
import io.contacttriage.cli.local.OpenParts;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.cli.sample.FreshContacts;
import io.contacttriage.cli.sample.SampleText;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactReader;
import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.onnx.ScoringTier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs the whole job, Kafka to Kafka, at full load for a while, each part in a process of its own,
 * and books its CPU time. Time by the clock would be that of this machine's other programs too.
 *
 * @param warmUpSeconds before it looks whether the job still becomes faster
 * @param seconds that count: the last ones, once it does not
 * @param settings of the job, beside those that name the local parts
 */
public record Calibrator(
    LanguageMix mix,
    List<SampleText> texts,
    int warmUpSeconds,
    int seconds,
    Map<String, String> settings) {
  private static final int WINDOW_SECONDS = 5;
  private static final int LONGEST_SECONDS = 240;
  private static final int SERVED = 1_500;
  private static final int WARM_UPS = 500;
  private static final long SEED = 31;
  private static final String CONTACTS = "contacts";
  private static final String ROUTES = "routes";

  /** The usual one: some minutes, and a mix as the shipped texts are. */
  public static Calibrator usual(List<SampleText> texts) {
    return new Calibrator(LanguageMix.of(texts), texts, 30, 30, Map.of());
  }

  /**
   * Runs.
   *
   * @param parts takes what is started
   * @param say is told how far it is, line by line
   * @throws CommandFailure when the job does not run or does nothing
   */
  public Calibration run(OpenParts parts, Consumer<String> say) throws Exception {
    ModelBundle bundle = bundle();
    say.accept("starting a broker and the job");
    WorkFolder folder = parts.start(WorkFolder::create);
    ChildBroker broker = parts.start(() -> ChildBroker.start(folder.folder("broker")));
    broker.createTopics(CONTACTS, ROUTES, "rejects");
    broker.createControlTopics();
    Backlog backlog = parts.start(() -> Backlog.start(broker, contacts(), CONTACTS, ROUTES));
    ChildJvm job =
        parts.start(
            () ->
                ChildJvm.start(
                    CalibrationJobMain.class, folder.path().resolve("job.log"), arguments(broker)));
    job.awaitReady();
    say.accept("warming up for " + warmUpSeconds + " s");
    TimeUnit.SECONDS.sleep(warmUpSeconds);
    while (!backlog.isFull()) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    List<CpuWindow> windows = new ArrayList<>();
    int counted = Math.max(1, seconds / WINDOW_SECONDS);
    while (!hasSettled(windows, counted) && windows.size() * WINDOW_SECONDS < LONGEST_SECONDS) {
      CpuWindow window = window(job, broker, ROUTES, WINDOW_SECONDS);
      if (window.contacts() == 0) {
        throw CommandFailure.failed(
            "the job decided nothing for " + WINDOW_SECONDS + " s: give a longer --warm-up");
      }
      say.accept(
          String.format(
              Locale.ROOT,
              "%3d s: %,.0f contacts/s, %,.0f for each second of the job's CPU time",
              (windows.size() + 1) * WINDOW_SECONDS,
              window.rate(),
              window.perJobCpuSecond()));
      windows.add(window);
    }
    job.close();
    backlog.close();
    say.accept("timing contacts one by one");
    return new Calibration(
        bundle.model().toString(),
        Runtime.getRuntime().availableProcessors(),
        mix.shares(),
        windows.subList(windows.size() - counted, windows.size()),
        serviceTimes(bundle));
  }

  /**
   * Whether the job has become no faster by a twentieth than it was before: its code is slow until
   * it is compiled, also when the compilers' own time is left out.
   */
  private static boolean hasSettled(List<CpuWindow> windows, int counted) {
    int size = windows.size();
    return size >= 2 * counted
        && CpuWindow.median(windows.subList(size - counted, size), CpuWindow::perJobCpuSecond)
            <= 1.05
                * CpuWindow.median(
                    windows.subList(size - 2 * counted, size - counted),
                    CpuWindow::perJobCpuSecond);
  }

  /** What a job does in so many seconds from now. */
  public static CpuWindow window(ChildJvm job, ChildBroker broker, String routes, int seconds)
      throws InterruptedException {
    long done = broker.records(routes);
    long began = System.nanoTime();
    Duration jobCpu = job.cpu().minus(job.compilerCpu());
    Duration brokerCpu = broker.cpu();
    TimeUnit.SECONDS.sleep(seconds);
    return new CpuWindow(
        broker.records(routes) - done,
        (System.nanoTime() - began) / 1e9,
        inSeconds(job.cpu().minus(job.compilerCpu()).minus(jobCpu)),
        inSeconds(broker.cpu().minus(brokerCpu)));
  }

  private static double inSeconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** Contacts without end of the mix, whose texts do not repeat. */
  public FreshContacts contacts() {
    return new FreshContacts(mix.apply(texts), SEED, Instant.now(), Duration.ZERO);
  }

  private List<String> arguments(ChildBroker broker) {
    Map<String, String> all = new TreeMap<>();
    all.put("kafka.bootstrap-servers", broker.bootstrapServers());
    all.put("models.directory", modelsDirectory().toString());
    // Everything in the topic has waited, and nothing is to be spared for that.
    all.put("scoring.overload.longest-wait", "0 s");
    all.putAll(settings);
    List<String> arguments = new ArrayList<>();
    arguments.add(Integer.toString(LocalCluster.Options.defaultParallelism()));
    all.forEach((key, value) -> arguments.add(key + "=" + value));
    return arguments;
  }

  private Path modelsDirectory() {
    String given = settings.get("models.directory");
    return given == null ? ProjectFolder.resolve("models/bundles") : Path.of(given);
  }

  /** The bundle that the job will use. */
  ModelBundle bundle() {
    try {
      return BundleRelease.loadActive(modelsDirectory());
    } catch (IOException | InvalidBundleException e) {
      throw CommandFailure.failed("no model bundle to plan for: " + e.getMessage());
    }
  }

  private ServiceTimes serviceTimes(ModelBundle bundle)
      throws InvalidBundleException, ScoringException {
    ScoringTier tier =
        ScoringTier.valueOf(settings.getOrDefault("scoring.tier", "auto").toUpperCase(Locale.ROOT));
    ContactReader reader = new ContactReader(Clock.systemUTC());
    FreshContacts fresh = contacts();
    List<Contact> some = new ArrayList<>();
    for (int i = 0; i < SERVED; i++) {
      RecordCoordinates place = new RecordCoordinates(CONTACTS, 0, i, 0);
      some.add(reader.read(new IntakeRecord(null, fresh.next().value(), null, place)).contact());
    }
    try (ContactScorer scorer = tier.open(bundle)) {
      return ServiceTimes.measure(some, scorer, WARM_UPS);
    }
  }
}
