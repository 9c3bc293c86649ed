package io.contacttriage.benchmarks.jobs;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.contacttriage.contact.Contact;
import io.contacttriage.job.settings.JobSettings;
import io.contacttriage.scoring.bundle.BundleRelease;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What one would write first: the Hugging Face tokenizer and one {@code session.run} for each
 * record.
 */
public final class NaiveJob {
  private static final String MINI_LM = "/all-minilm-l6-v2-q.onnx";
  private static final String MINI_LM_TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";
  private static final int MAX_TOKENS = 256;

  private NaiveJob() {}

  /** With all-MiniLM-L6-v2 in int8, whose vector would go into some classifier. */
  public static void drawMiniLm(StreamExecutionEnvironment env, JobSettings settings) {
    PassThroughJob.draw(
        env,
        settings,
        new OneByOne(
            () -> resource(MINI_LM), () -> resource(MINI_LM_TOKENIZER), "last_hidden_state"));
  }

  /** With the deep network of our own active bundle. */
  public static void drawDeep(StreamExecutionEnvironment env, JobSettings settings) {
    String root = settings.modelsDirectory();
    PassThroughJob.draw(
        env,
        settings,
        new OneByOne(
            () -> Files.readAllBytes(active(root).resolve("deep.onnx")),
            () -> Files.readAllBytes(active(root).resolve("tokenizer.json")),
            "topic_logits"));
  }

  private static Path active(String models) throws IOException {
    Path root = Path.of(models);
    try {
      return root.resolve(BundleRelease.pathOf(BundleRelease.read(root).active()));
    } catch (io.contacttriage.scoring.bundle.InvalidBundleException e) {
      throw new IOException(e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = NaiveJob.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** A file that each subtask reads for itself. */
  private interface Bytes extends Serializable {
    byte[] read() throws IOException;
  }

  private static final class OneByOne
      extends RichMapFunction<Contact, Tuple3<String, String, byte[]>> {
    private final Bytes network;
    private final Bytes tokenizerJson;
    private final String output;
    private transient OrtEnvironment environment;
    private transient OrtSession session;
    private transient HuggingFaceTokenizer tokenizer;

    OneByOne(Bytes network, Bytes tokenizerJson, String output) {
      this.network = network;
      this.tokenizerJson = tokenizerJson;
      this.output = output;
    }

    @Override
    public void open(OpenContext context) throws Exception {
      environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        // Its one mercy: left alone, each slot's session would take both cores and wait by
        // spinning.
        options.setIntraOpNumThreads(1);
        session = environment.createSession(network.read(), options);
      }
      tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(tokenizerJson.read()),
              Map.of("truncation", "true", "maxLength", Integer.toString(MAX_TOKENS)));
    }

    @Override
    public Tuple3<String, String, byte[]> map(Contact contact) throws Exception {
      Encoding encoding = tokenizer.encode(contact.body());
      Map<String, OnnxTensor> inputs = new TreeMap<>();
      inputs.put("input_ids", tensor(encoding.getIds()));
      inputs.put("attention_mask", tensor(encoding.getAttentionMask()));
      if (session.getInputNames().contains("token_type_ids")) {
        inputs.put("token_type_ids", tensor(encoding.getTypeIds()));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        Object value = result.get(output).orElseThrow().getValue();
        float first =
            value instanceof float[][][] states ? states[0][0][0] : ((float[][]) value)[0][0];
        return Tuple3.of(
            contact.routingKey(),
            contact.contactId(),
            PassThroughJob.answer(contact.contactId(), Float.toString(first)));
      } finally {
        inputs.values().forEach(OnnxTensor::close);
      }
    }

    private OnnxTensor tensor(long[] values) throws Exception {
      return OnnxTensor.createTensor(environment, new long[][] {values});
    }

    @Override
    public void close() throws Exception {
      if (session != null) {
        session.close();
      }
      if (tokenizer != null) {
        tokenizer.close();
      }
    }
  }
}
