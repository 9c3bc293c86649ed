package io.contacttriage.scoring.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.contacttriage.scoring.bundle.BundleManifest.Heads;
import io.contacttriage.scoring.bundle.BundleManifest.Tier;
import io.contacttriage.scoring.bundle.BundleProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Holds a network's inputs and outputs against what its manifest promises. */
final class NetworkSignature {
  /** What the runtime calls a dimension of any size. */
  private static final long ANY = -1;

  private final String file;
  private final List<BundleProblem> problems = new ArrayList<>();

  private NetworkSignature(String file) {
    this.file = file;
  }

  /** All differences; empty when the network can be fed and read. Other outputs are ignored. */
  static List<BundleProblem> check(
      Tier tier, Heads heads, Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs) {
    NetworkSignature signature = new NetworkSignature(tier.file());
    signature.checkNode("input", inputs, tier.idsInput(), OnnxJavaType.INT64, ANY);
    signature.checkNode("input", inputs, tier.maskInput(), OnnxJavaType.INT64, ANY);
    List<String> others = new ArrayList<>(new TreeSet<>(inputs.keySet()));
    others.removeAll(List.of(tier.idsInput(), tier.maskInput()));
    if (!others.isEmpty()) {
      signature.problem("inputs", "only ids and mask", "also " + others);
    }
    signature.checkOutput(outputs, tier.topicOutput(), heads.topic());
    signature.checkOutput(outputs, tier.urgencyOutput(), heads.urgency());
    signature.checkOutput(outputs, tier.harmOutput(), heads.harm());
    signature.checkOutput(outputs, tier.languageOutput(), heads.language());
    return signature.problems;
  }

  private void checkOutput(Map<String, NodeInfo> outputs, String name, List<String> labels) {
    checkNode("output", outputs, name, OnnxJavaType.FLOAT, labels.size());
  }

  private void checkNode(
      String kind,
      Map<String, NodeInfo> nodes,
      String name,
      OnnxJavaType type,
      long lastDimension) {
    long[] shape = {ANY, lastDimension};
    String wanted = describe(type, shape);
    NodeInfo node = nodes.get(name);
    if (node == null) {
      problem(kind + " " + name, wanted, "only " + new TreeSet<>(nodes.keySet()));
    } else if (!(node.getInfo() instanceof TensorInfo info)) {
      problem(kind + " " + name, wanted, "no tensor");
    } else if (info.type != type || !Arrays.equals(info.getShape(), shape)) {
      problem(kind + " " + name, wanted, describe(info.type, info.getShape()));
    }
  }

  private void problem(String where, String wanted, String found) {
    problems.add(new BundleProblem(file + " " + where, wanted, found));
  }

  private static String describe(OnnxJavaType type, long[] shape) {
    List<String> dimensions =
        Arrays.stream(shape).mapToObj(size -> size == ANY ? "any" : String.valueOf(size)).toList();
    return type + " " + dimensions;
  }
}
