"""Writes the network as ONNX, node by node: standard operators, one file, the piece vectors as int8 rows."""

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from .labels import HEADS
from .model import FAR
from .vocabulary import PAD

OPSET = 17
IR_VERSION = 8


class Graph:
    """Collects nodes and weights; every method returns the name of what it added."""

    def __init__(self):
        self.nodes, self.weights, self.count = [], [], 0

    def weight(self, name, value):
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator, *inputs, output=None, **attributes):
        self.count += 1
        output = output or f"{operator.lower()}_{self.count}"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], name=output, **attributes))
        return output

    def linear(self, name, layer, value, output=None):
        weight = self.weight(f"{name}.weight", layer.weight.detach().numpy().T)
        bias = self.weight(f"{name}.bias", layer.bias.detach().numpy())
        return self.add("Add", self.add("MatMul", value, weight), bias, output=output)


def export(network, path):
    """Writes `network` to `path`. Inputs `input_ids`, `attention_mask`: int64 [batch, tokens]; outputs HEAD_logits."""
    graph = Graph()
    rows, scales = quantise_rows(network.table().detach().numpy())
    axis1 = graph.weight("axis_tokens", np.array([1], np.int64))
    last = graph.weight("axis_last", np.array([-1], np.int64))
    one = graph.weight("one", np.array(1, np.float32))
    far = graph.weight("far", np.array(FAR, np.float32))

    seen = graph.add("Unsqueeze", graph.add("Cast", "attention_mask", to=TensorProto.FLOAT), last)
    hidden_from_sight = graph.add("Mul", graph.add("Sub", one, seen), far)
    count = graph.add("ReduceSum", seen, axis1, keepdims=0)

    gathered = graph.add("Gather", graph.weight("pieces.int8", rows), "input_ids")
    scale = graph.add("Mul", graph.add("Gather", graph.weight("pieces.scale", scales), "input_ids"), seen)
    pieces = graph.add("Mul", graph.add("Cast", gathered, to=TensorProto.FLOAT), scale)

    padded = graph.add("Pad", pieces, graph.weight("pads", np.array([0, 1, 0, 0, 1, 0], np.int64)))
    ends = graph.weight("ends", np.array([-2], np.int64))
    starts = graph.weight("starts", np.array([2], np.int64))
    zero = graph.weight("zero", np.array([0], np.int64))
    far_end = graph.weight("far_end", np.array([np.iinfo(np.int64).max], np.int64))
    before = graph.add("Slice", padded, zero, ends, axis1)
    after = graph.add("Slice", padded, starts, far_end, axis1)
    context = graph.add("Concat", before, pieces, after, axis=-1)
    filtered = graph.add("Relu", graph.linear("convolution", network.convolution, context))

    focus = graph.add("Softmax", graph.add("Add", graph.linear("attention", network.attention, filtered),
                                           hidden_from_sight), axis=1)
    pooled = graph.add(
        "Concat",
        graph.add("Div", graph.add("ReduceSum", pieces, axis1, keepdims=0), count),
        graph.add("Div", graph.add("ReduceSum", graph.add("Mul", filtered, seen), axis1, keepdims=0), count),
        graph.add("ReduceMax", graph.add("Add", filtered, hidden_from_sight), axes=[1], keepdims=0),
        graph.add("ReduceSum", graph.add("Mul", filtered, focus), axis1, keepdims=0),
        axis=-1)
    hidden = graph.add("Relu", graph.linear("hidden", network.hidden, pooled))
    for name in HEADS:
        graph.linear(name, network.heads[name], hidden, output=f"{name}_logits")

    ids = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
           for name in ("input_ids", "attention_mask")]
    outputs = [helper.make_tensor_value_info(f"{name}_logits", TensorProto.FLOAT, ["batch", len(labels)])
               for name, labels in HEADS.items()]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "contact-triage", ids, outputs, graph.weights),
        opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name="triage_training")
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)


def quantise_rows(table):
    """int8 rows and their scales (float32 [pieces, 1]): row * scale is within half a scale of `table`."""
    scales = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8).astype(np.float32) / 127
    return np.round(table / scales).astype(np.int8), scales


def open_session(path):
    """An ONNX Runtime session with the job's settings: one thread, sequential."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run(session, encoded, batch=16):
    """Logits {head: float32 [texts, labels]} for lists of ids, in the order given; batches are of like length."""
    order = sorted(range(len(encoded)), key=lambda row: len(encoded[row]))
    logits = {name: np.zeros((len(encoded), len(labels)), np.float32) for name, labels in HEADS.items()}
    for start in range(0, len(order), batch):
        chosen = order[start:start + batch]
        longest = max(len(encoded[row]) for row in chosen)
        ids = np.full((len(chosen), longest), PAD, np.int64)
        mask = np.zeros((len(chosen), longest), np.int64)
        for place, row in enumerate(chosen):
            ids[place, :len(encoded[row])] = encoded[row]
            mask[place, :len(encoded[row])] = 1
        outputs = session.run([f"{name}_logits" for name in HEADS], {"input_ids": ids, "attention_mask": mask})
        for name, values in zip(HEADS, outputs):
            logits[name][chosen] = values
    return logits
