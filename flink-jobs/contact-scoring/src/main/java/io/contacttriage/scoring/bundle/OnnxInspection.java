package io.contacttriage.scoring.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks through an ONNX file before native code sees it, and refuses what a plain network does not
 * need: data in other files, operators of other makers, training graphs, unknown operator sets. The
 * runtime checks some of it as well, but has been got round through sparse tensors. Field numbers:
 * {@code onnx/onnx.proto3} of ONNX 1.19.
 */
final class OnnxInspection {
  static final int OLDEST_OPSET = 7;
  static final int NEWEST_OPSET = 23;

  private static final int MAX_DEPTH = 48;
  private static final int MAX_PROBLEMS = 20;
  private static final String STANDARD_DOMAIN = "ai.onnx";

  /** Messages that can hold tensors or operators, and where they hold each other. */
  private enum Message {
    MODEL,
    TRAINING,
    FUNCTION,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    SPARSE_TENSOR,
    OPERATOR_SET
  }

  private static final Map<Message, Map<Integer, Message>> CHILDREN =
      Map.of(
          Message.MODEL,
          Map.of(
              7,
              Message.GRAPH,
              8,
              Message.OPERATOR_SET,
              20,
              Message.TRAINING,
              25,
              Message.FUNCTION),
          Message.TRAINING,
          Map.of(1, Message.GRAPH, 2, Message.GRAPH),
          Message.FUNCTION,
          Map.of(7, Message.NODE, 9, Message.OPERATOR_SET, 11, Message.ATTRIBUTE),
          Message.GRAPH,
          Map.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE_TENSOR),
          Message.NODE,
          Map.of(5, Message.ATTRIBUTE),
          Message.ATTRIBUTE,
          Map.of(
              5, Message.TENSOR,
              6, Message.GRAPH,
              10, Message.TENSOR,
              11, Message.GRAPH,
              22, Message.SPARSE_TENSOR,
              23, Message.SPARSE_TENSOR),
          Message.SPARSE_TENSOR,
          Map.of(1, Message.TENSOR, 2, Message.TENSOR));

  private final String file;
  private final Set<String> domains;
  private final List<BundleProblem> problems = new ArrayList<>();
  private final Map<String, Long> imports = new HashMap<>();
  private boolean graphSeen;

  private OnnxInspection(String file, Set<String> extraDomains) {
    this.file = file;
    this.domains = new HashSet<>(extraDomains);
    domains.add(STANDARD_DOMAIN);
  }

  /**
   * Inspects one file.
   *
   * @param file name for the problems
   * @param model an ONNX file
   * @param extraDomains operator domains allowed beside the standard one
   * @return what is wrong, at most twenty; empty when the file may be loaded
   */
  static List<BundleProblem> inspect(String file, byte[] model, Set<String> extraDomains) {
    OnnxInspection inspection = new OnnxInspection(file, extraDomains);
    inspection.inspect(model);
    return List.copyOf(inspection.problems);
  }

  private void inspect(byte[] model) {
    if (isOrtFormat(model)) {
      problem("", "an ONNX protobuf file", "an ORT format file");
      return;
    }
    try {
      walk(Message.MODEL, new ProtobufReader(model), 0);
    } catch (ProtobufReader.MalformedException e) {
      problem("", "a whole ONNX protobuf file", e.getMessage());
      return;
    }
    if (!graphSeen) {
      problem("", "a graph", "none");
    }
    if (!imports.containsKey(STANDARD_DOMAIN)) {
      problem("/opset_import", "the standard operator set", "none");
    }
  }

  private void walk(Message kind, ProtobufReader message, int depth)
      throws ProtobufReader.MalformedException {
    if (depth > MAX_DEPTH) {
      throw new ProtobufReader.MalformedException("messages nested too deeply", 0);
    }
    String domain = "";
    String name = "";
    long version = 0;
    boolean external = false;
    Map<Integer, Message> children = CHILDREN.getOrDefault(kind, Map.of());
    while (message.next() && problems.size() < MAX_PROBLEMS) {
      int field = message.field();
      if (children.containsKey(field)) {
        Message child = children.get(field);
        graphSeen |= kind == Message.MODEL && child == Message.GRAPH;
        walk(child, message.message(), depth + 1);
      } else if (kind == Message.TENSOR && field == 8) {
        name = message.text();
      } else if (kind == Message.TENSOR && field == 13) {
        external = true;
      } else if (kind == Message.TENSOR && field == 14) {
        external |= message.number() != 0;
      } else if (kind == Message.NODE && field == 4) {
        name = message.text();
      } else if ((kind == Message.NODE && field == 7)
          || (kind == Message.FUNCTION && field == 10)
          || (kind == Message.OPERATOR_SET && field == 1)) {
        domain = message.text();
      } else if (kind == Message.OPERATOR_SET && field == 2) {
        version = message.number();
      }
    }
    switch (kind) {
      case TENSOR -> checkTensor(name, external);
      case NODE -> checkDomain("operator " + name, domain);
      case FUNCTION -> checkDomain("function", domain);
      case OPERATOR_SET -> checkOperatorSet(domain, version);
      case TRAINING -> problem("/training_info", "a graph for inference", "a training graph");
      default -> {}
    }
  }

  private void checkTensor(String name, boolean external) {
    if (external) {
      problem("tensor " + name, "data inside the file", "external data");
    }
  }

  private void checkDomain(String where, String domain) {
    if (!domains.contains(canonical(domain))) {
      problem(where, "an operator domain of " + domains, domain);
    }
  }

  private void checkOperatorSet(String domain, long version) {
    checkDomain("/opset_import", domain);
    Long earlier = imports.putIfAbsent(canonical(domain), version);
    if (earlier != null && earlier != version) {
      problem("/opset_import", "one version of " + canonical(domain), earlier + " and " + version);
    }
    if (canonical(domain).equals(STANDARD_DOMAIN)
        && (version < OLDEST_OPSET || version > NEWEST_OPSET)) {
      problem("/opset_import", "version " + OLDEST_OPSET + " to " + NEWEST_OPSET, "" + version);
    }
  }

  /** The standard domain has two names. */
  private static String canonical(String domain) {
    return domain.isEmpty() ? STANDARD_DOMAIN : domain;
  }

  /** The runtime takes a file with this mark for its own format, whatever the file is called. */
  private static boolean isOrtFormat(byte[] model) {
    return model.length >= 8
        && model[4] == 'O'
        && model[5] == 'R'
        && model[6] == 'T'
        && model[7] == 'M';
  }

  private void problem(String where, String wanted, String found) {
    problems.add(new BundleProblem(where.isEmpty() ? file : file + " " + where, wanted, found));
  }
}
