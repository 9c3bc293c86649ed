"""Writes a network as ONNX, node by node: standard operators, one file, weights as int8.

Piece vectors are int8 rows. The deep network's matrices are int8 by output column, and what is multiplied with them is
rounded to 8 bits for each token by itself: so neither padding nor the rest of a batch changes a score.
"""

import math

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from .encoder import ATTENTION_HEADS, FAR
from .labels import HEADS
from .vocabulary import PAD

OPSET = 17
IR_VERSION = 8


class Graph:
    """Collects nodes and weights; every method returns the name of what it added."""

    def __init__(self):
        self.nodes, self.weights, self.count = [], [], 0
        self.rounded = {}  # value -> (its 8 bits, their scale), so that three products share one rounding

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

    def rounded_linear(self, name, layer, value):
        """`linear` in 8 bits. `value`: [texts, tokens, inputs]; each token has a scale of its own."""
        columns, scales = quantise_rows(layer.weight.detach().numpy())
        matrix = self.weight(f"{name}.int8", columns.T)
        scale = self.weight(f"{name}.scale", scales.T)
        bias = self.weight(f"{name}.bias", layer.bias.detach().numpy())
        return self.add("Add", self.add("Mul", self.multiply_rounded(value, matrix), scale), bias)

    def multiply_rounded(self, value, matrix):
        if value not in self.rounded:
            largest = self.add("ReduceMax", self.add("Abs", value), axes=[-1], keepdims=1)
            step = self.add("Max", self.add("Mul", largest, self.constant(1 / 127)), self.constant(1e-8))
            steps = self.add("Add", self.add("Div", value, step), self.constant(128.5))  # Cast cuts off what is behind the point
            self.rounded[value] = self.add("Cast", steps, to=TensorProto.UINT8), step
        eight_bits, step = self.rounded[value]
        centre = self.weight_once("centre", np.array(128, np.uint8))
        product = self.add("MatMulInteger", eight_bits, matrix, centre)
        return self.add("Mul", self.add("Cast", product, to=TensorProto.FLOAT), step)

    def constant(self, value):
        return self.weight_once(f"constant {value:g}", np.array(value, np.float32))

    def weight_once(self, name, value):
        if all(tensor.name != name for tensor in self.weights):
            self.weight(name, value)
        return name

    def norm(self, name, layer, value):
        return self.add("LayerNormalization", value, self.weight(f"{name}.weight", layer.weight.detach().numpy()),
                        self.weight(f"{name}.bias", layer.bias.detach().numpy()), axis=-1, epsilon=layer.eps)

    def piece_vectors(self, table):
        """The rows of `table` for input_ids, float32 [texts, tokens, width]."""
        rows, scales = quantise_rows(table)
        gathered = self.add("Gather", self.weight("pieces.int8", rows), "input_ids")
        scale = self.add("Gather", self.weight("pieces.scale", scales), "input_ids")
        return self.add("Mul", self.add("Cast", gathered, to=TensorProto.FLOAT), scale)

    def seen(self):
        """The mask as float32 [texts, tokens, 1]."""
        last = self.weight_once("axis_last", np.array([-1], np.int64))
        return self.add("Unsqueeze", self.add("Cast", "attention_mask", to=TensorProto.FLOAT), last)

    def heads(self, network, hidden):
        for name in HEADS:
            self.linear(name, network.heads[name], hidden, output=f"{name}_logits")

    def save(self, path):
        """Inputs `input_ids`, `attention_mask`: int64 [batch, tokens]; outputs HEAD_logits float32 [batch, labels]."""
        ids = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
               for name in ("input_ids", "attention_mask")]
        outputs = [helper.make_tensor_value_info(f"{name}_logits", TensorProto.FLOAT, ["batch", len(labels)])
                   for name, labels in HEADS.items()]
        model = helper.make_model(
            helper.make_graph(self.nodes, "contact-triage", ids, outputs, self.weights),
            opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name="triage_training")
        onnx.checker.check_model(model, full_check=True)
        onnx.save(model, path)


def export_fast(network, path):
    """Writes a `FastNetwork` to `path`."""
    graph = Graph()
    axis1 = graph.weight("axis_tokens", np.array([1], np.int64))
    seen = graph.seen()
    hidden_from_sight = graph.add("Mul", graph.add("Sub", graph.constant(1), seen), graph.constant(FAR))
    count = graph.add("ReduceSum", seen, axis1, keepdims=0)
    pieces = graph.add("Mul", graph.piece_vectors(network.table().detach().numpy()), seen)

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
    graph.heads(network, graph.add("Relu", graph.linear("hidden", network.hidden, pooled)))
    graph.save(path)


def export_deep(network, path, eight_bits=True):
    """Writes a `DeepNetwork` to `path`, its layers in int8 or in float32."""
    graph = Graph()
    linear = graph.rounded_linear if eight_bits else graph.linear
    encoder = network.encoder
    axis1 = graph.weight("axis_tokens", np.array([1], np.int64))
    seen = graph.seen()
    hidden_from_sight = graph.add("Mul", graph.add("Sub", graph.constant(1), seen), graph.constant(FAR))
    bias = graph.add("Unsqueeze", graph.add("Transpose", hidden_from_sight, perm=[0, 2, 1]), axis1)  # [texts, 1, 1, tokens]

    length = graph.add("Slice", graph.add("Shape", "input_ids"), graph.weight("from_1", np.array([1], np.int64)),
                       graph.weight("to_2", np.array([2], np.int64)))
    places = graph.add("Slice", graph.weight("places", encoder.places.detach().numpy()),
                       graph.weight("zero", np.array([0], np.int64)), length, graph.weight("axis_rows", np.array([0], np.int64)))
    pieces = graph.piece_vectors(encoder.pieces.weight.detach().numpy())
    states = graph.norm("norm", encoder.norm, graph.add("Add", pieces, places))

    split = graph.weight("split_heads", np.array([0, 0, ATTENTION_HEADS, -1], np.int64))
    join = graph.weight("join_heads", np.array([0, 0, -1], np.int64))
    for number, layer in enumerate(encoder.layers):
        name = f"layer{number}"
        attended = attention(graph, linear, f"{name}.query_key_value", layer, states, bias, split)
        attended = graph.add("Reshape", graph.add("Transpose", attended, perm=[0, 2, 1, 3]), join)
        gathered = linear(f"{name}.gather", layer.gather, attended)
        states = graph.norm(f"{name}.norm1", layer.norm1, graph.add("Add", states, gathered))
        wide = linear(f"{name}.widen", layer.widen, states)
        bent = graph.add("Erf", graph.add("Div", wide, graph.constant(math.sqrt(2))))
        wide = graph.add("Mul", graph.add("Mul", wide, graph.add("Add", bent, graph.constant(1))), graph.constant(0.5))
        states = graph.norm(f"{name}.norm2", layer.norm2, graph.add("Add", states, linear(f"{name}.narrow", layer.narrow, wide)))

    mean = graph.add("Div", graph.add("ReduceSum", graph.add("Mul", states, seen), axis1, keepdims=0),
                     graph.add("ReduceSum", seen, axis1, keepdims=0))
    highest = graph.add("ReduceMax", graph.add("Add", states, hidden_from_sight), axes=[1], keepdims=0)
    pooled = graph.add("Concat", mean, highest, axis=-1)
    graph.heads(network, graph.add("Relu", graph.linear("hidden", network.hidden, pooled)))
    graph.save(path)


def attention(graph, linear, name, layer, states, bias, split):
    """What each head sees, float32 [texts, heads, tokens, width of a head]."""
    width = layer.gather.in_features
    projected = linear(name, layer.query_key_value, states)
    parts = []
    for number in range(3):
        start, end = (graph.weight_once(f"at {place}", np.array([place], np.int64))
                      for place in (number * width, (number + 1) * width))
        part = graph.add("Slice", projected, start, end, graph.weight_once("axis_2", np.array([2], np.int64)))
        heads = graph.add("Reshape", part, split)
        parts.append(graph.add("Transpose", heads, perm=[0, 2, 3, 1] if number == 1 else [0, 2, 1, 3]))
    query, key, value = parts
    scale = graph.constant(1 / math.sqrt(width // ATTENTION_HEADS))
    weights = graph.add("Softmax", graph.add("Add", graph.add("Mul", graph.add("MatMul", query, key), scale), bias), axis=-1)
    return graph.add("MatMul", weights, value)


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
