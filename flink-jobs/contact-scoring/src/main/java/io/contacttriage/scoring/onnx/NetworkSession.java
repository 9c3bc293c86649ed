package io.contacttriage.scoring.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.contacttriage.scoring.bundle.BundleManifest.Heads;
import io.contacttriage.scoring.bundle.BundleManifest.Tier;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One network of a bundle in the runtime. May run on many threads at once, but closing it during a
 * run ends the process: {@link OnnxContactScorer} keeps the two apart.
 */
final class NetworkSession implements AutoCloseable {
  /** The calling thread does the work: the slots are the parallelism, one for each core. */
  static final int THREADS_PER_RUN = 1;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Tier tier;
  private final Heads heads;
  private final Set<String> outputs;

  private NetworkSession(OrtEnvironment environment, OrtSession session, Tier tier, Heads heads) {
    this.environment = environment;
    this.session = session;
    this.tier = tier;
    this.heads = heads;
    this.outputs =
        Set.of(tier.topicOutput(), tier.urgencyOutput(), tier.harmOutput(), tier.languageOutput());
  }

  /**
   * Makes a session and checks the network's signature.
   *
   * @throws InvalidBundleException when the runtime or the check refuses the network
   */
  static NetworkSession open(ModelBundle bundle, String tierName) throws InvalidBundleException {
    Tier tier = bundle.tier(tierName);
    Heads heads = bundle.manifest().heads();
    OrtEnvironment environment = quietEnvironment();
    OrtSession session = createSession(environment, bundle, tier, tierName);
    List<BundleProblem> problems;
    try {
      problems =
          NetworkSignature.check(tier, heads, session.getInputInfo(), session.getOutputInfo());
    } catch (OrtException e) {
      close(session);
      throw refused(bundle, tier, "a readable signature", e);
    }
    if (!problems.isEmpty()) {
      close(session);
      throw new InvalidBundleException(bundle.place(), problems);
    }
    return new NetworkSession(environment, session, tier, heads);
  }

  /**
   * The process-wide runtime, told not to report to its maker: contacts are nobody else's business.
   * What it sends while it loads is stopped by ORT_DISABLE_TELEMETRY=1 in the process's
   * environment.
   */
  private static OrtEnvironment quietEnvironment() {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime's telemetry cannot be turned off", e);
    }
    return environment;
  }

  /** Runs rows that were filled in by {@link TokenBuffers#fill}. */
  HeadLogits run(TokenBuffers buffers, int rows, int tokens) throws OrtException {
    long[] shape = {rows, tokens};
    try (OnnxTensor ids = OnnxTensor.createTensor(environment, buffers.ids(), shape);
        OnnxTensor mask = OnnxTensor.createTensor(environment, buffers.mask(), shape);
        OrtSession.Result result =
            session.run(Map.of(tier.idsInput(), ids, tier.maskInput(), mask), outputs)) {
      return new HeadLogits(
          read(result, tier.topicOutput(), rows * heads.topic().size()),
          read(result, tier.urgencyOutput(), rows * heads.urgency().size()),
          read(result, tier.harmOutput(), rows * heads.harm().size()),
          read(result, tier.languageOutput(), rows * heads.language().size()));
    }
  }

  @Override
  public void close() {
    close(session);
  }

  private static OrtSession createSession(
      OrtEnvironment environment, ModelBundle bundle, Tier tier, String tierName)
      throws InvalidBundleException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(THREADS_PER_RUN);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      // The arena pays because BatchPlan keeps shapes few; patterns would be kept for each shape.
      options.setCPUArenaAllocator(true);
      options.setMemoryPatternOptimization(false);
      // Never guess the format from the bytes.
      options.addConfigEntry("session.load_model_format", "ONNX");
      return environment.createSession(bundle.network(tierName), options);
    } catch (OrtException e) {
      throw refused(bundle, tier, "a network that ONNX Runtime can load", e);
    }
  }

  private static InvalidBundleException refused(
      ModelBundle bundle, Tier tier, String wanted, OrtException cause) {
    return new InvalidBundleException(
        bundle.place(), List.of(new BundleProblem(tier.file(), wanted, cause.getMessage())), cause);
  }

  private static float[] read(OrtSession.Result result, String output, int wanted)
      throws OrtException {
    OnnxValue value = result.get(output).orElseThrow();
    FloatBuffer found = ((OnnxTensor) value).getFloatBuffer();
    // The runtime only warns when a graph breaks its own promise of a shape.
    if (found.remaining() != wanted) {
      throw new OrtException(
          "Output " + output + ": wanted " + wanted + " numbers, found " + found.remaining());
    }
    float[] numbers = new float[wanted];
    found.get(numbers);
    return numbers;
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not close a session", e);
    }
  }
}
