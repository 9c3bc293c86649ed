"""Writes a network as ONNX, node by node: standard operators, one file, weights as int8.

Matrices are int8 by output column; what is multiplied with them is rounded to 8 bits over a range that is fixed here: so
neither padding nor the rest of a batch changes a score.
"""

import math

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

from .batches import of_like_length, pad
from .encoder import ATTENTION_HEADS, FAR
from .fast import CONTEXT
from .labels import HEADS
from .vocabulary import PAD

OPSET = 17
IR_VERSION = 8
KEPT = 0.9999  #: share of a column of piece vectors that its 8 bits reach
CENTRE = 128  #: what zero is as an unsigned 8-bit number
BEHIND_NORM = ("query_key_value", "widen")  #: layers whose inputs a normalisation has scaled


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

    def rounded_linear(self, name, layer, value, reach, even):
        """`linear` in 8 bits. `reach`: lowest and highest of each of the layer's inputs, float32 [inputs] each.

        `even`: whether to divide each input by the root of how much further it reaches than its weights do, and to multiply the
        weights by it: a few inputs behind a normalisation reach ten times as far as the others and would take all the steps.
        """
        matrix, (lowest, highest) = layer.weight.detach().numpy(), reach
        if even:
            factors = np.sqrt(np.maximum(np.maximum(-lowest, highest), 1e-6) / np.maximum(np.abs(matrix).max(axis=0), 1e-6))
            value = self.add("Mul", value, self.weight(f"{name}.even", (1 / factors).astype(np.float32)))
            matrix, lowest, highest = matrix * factors, lowest / factors, highest / factors
        lowest, highest = min(lowest.min(), 0), max(highest.max(), 1e-6)
        step = self.weight(f"{name}.step", np.array((highest - lowest) / 255, np.float32))
        zero = self.weight(f"{name}.zero", np.array(round(-lowest / (highest - lowest) * 255), np.uint8))
        columns, scales = quantise_rows(matrix)
        # In this form ONNX Runtime multiplies, scales and writes float32 in one kernel.
        inputs = self.add("DequantizeLinear", self.add("QuantizeLinear", value, step, zero), step, zero)
        weights = self.add("DequantizeLinear", self.weight(f"{name}.int8", columns.T), self.weight(f"{name}.scale", scales[:, 0]),
                           self.weight(f"{name}.zeros", np.zeros(len(scales), np.int8)), axis=1)
        return self.add("Add", self.add("MatMul", inputs, weights), self.weight(f"{name}.bias", layer.bias.detach().numpy()))

    def constant(self, value):
        return self.weight_once(f"constant {value:g}", np.array(value, np.float32))

    def weight_once(self, name, value):
        if all(tensor.name != name for tensor in self.weights):
            self.weight(name, value)
        return name

    def norm(self, name, layer, value):
        """Layer normalisation in parts: ONNX Runtime's own kernel takes three times as long."""
        mean = self.weight_once("mean", np.full((layer.normalized_shape[0], 1), 1 / layer.normalized_shape[0], np.float32))
        apart = self.add("Sub", value, self.add("MatMul", value, mean))
        variance = self.add("Add", self.add("MatMul", self.add("Mul", apart, apart), mean), self.constant(layer.eps))
        normal = self.add("Mul", apart, self.add("Reciprocal", self.add("Sqrt", variance)))
        weight = self.weight(f"{name}.weight", layer.weight.detach().numpy())
        return self.add("Add", self.add("Mul", normal, weight), self.weight(f"{name}.bias", layer.bias.detach().numpy()))

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
    """Writes a `FastNetwork` to `path`. Piece vectors are 8 bits by column, whose scales move into the convolution."""
    graph = Graph()
    axis1 = graph.weight("axis_tokens", np.array([1], np.int64))
    seen = graph.seen()
    hidden_from_sight = graph.add("Mul", graph.add("Sub", graph.constant(1), seen), graph.constant(FAR))
    part_of_mean = graph.add("Div", seen, graph.add("ReduceSum", seen, axis1, keepdims=1))

    table = network.table().detach().numpy().copy()
    table[PAD] = 0  # the convolution sees the padding behind a text as nothing
    columns, scales = quantise_columns(table)
    centre = graph.weight("centre", np.array(CENTRE, np.uint8))
    pieces = graph.add("Gather", graph.weight("pieces.uint8", columns), "input_ids")
    padded = graph.add("Pad", pieces, graph.weight("pads", np.array([0, 1, 0, 0, 1, 0], np.int64)), centre)
    ends = graph.weight("ends", np.array([-2], np.int64))
    starts = graph.weight("starts", np.array([2], np.int64))
    zero = graph.weight("zero", np.array([0], np.int64))
    far_end = graph.weight("far_end", np.array([np.iinfo(np.int64).max], np.int64))
    before = graph.add("Slice", padded, zero, ends, axis1)
    after = graph.add("Slice", padded, starts, far_end, axis1)
    context = graph.add("Concat", before, pieces, after, axis=-1)

    matrix, steps = quantise_rows(network.convolution.weight.detach().numpy() * np.tile(scales, CONTEXT))
    product = graph.add("MatMulInteger", context, graph.weight("convolution.int8", matrix.T), centre)
    filtered = graph.add("Mul", graph.add("Cast", product, to=TensorProto.FLOAT), graph.weight("convolution.scale", steps.T))
    bias = graph.weight("convolution.bias", network.convolution.bias.detach().numpy())
    filtered = graph.add("Relu", graph.add("Add", filtered, bias))

    focus = graph.add("Softmax", graph.add("Add", graph.linear("attention", network.attention, filtered),
                                           hidden_from_sight), axis=1)
    # Sums over tokens as products of matrices: [texts, 1, tokens] x [texts, tokens, width].
    part_of_mean, focus = (graph.add("Transpose", share, perm=[0, 2, 1]) for share in (part_of_mean, focus))
    centred = graph.add("Sub", graph.add("Cast", pieces, to=TensorProto.FLOAT), graph.constant(CENTRE))
    mean = graph.add("Mul", graph.add("MatMul", part_of_mean, centred), graph.weight("pieces.scale", scales))
    pooled = graph.add(
        "Concat", mean, graph.add("MatMul", part_of_mean, filtered),
        graph.add("ReduceMax", graph.add("Add", filtered, hidden_from_sight), axes=[1], keepdims=1),
        graph.add("MatMul", focus, filtered), axis=-1)
    pooled = graph.add("Squeeze", pooled, axis1)
    graph.heads(network, graph.add("Relu", graph.linear("hidden", network.hidden, pooled)))
    graph.save(path)


def export_deep(network, path, typical=None):
    """Writes a `DeepNetwork` to `path`; its layers in 8 bits over what the ids of `typical` texts reach, else in float32."""
    graph = Graph()
    reach = measure_reach(network, typical) if typical else None
    encoder = network.encoder

    def linear(name, layer, value):
        if reach is None:
            return graph.linear(name, layer, value)
        return graph.rounded_linear(name, layer, value, reach[layer], even=name.endswith(BEHIND_NORM))

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


def measure_reach(network, encoded):
    """Lowest and highest value of each input of each linear layer of the encoder over the texts `encoded` (lists of ids),
    padding left out: {layer: (float32 [inputs], float32 [inputs])}."""
    reach, mask = {}, None

    def note(layer, inputs, _):
        seen = inputs[0][mask].numpy()
        lowest, highest = reach.get(layer, (np.inf, -np.inf))
        reach[layer] = np.minimum(lowest, seen.min(axis=0)), np.maximum(highest, seen.max(axis=0))

    hooks = [module.register_forward_hook(note) for layer in network.encoder.layers for module in layer.modules()
             if isinstance(module, torch.nn.Linear)]
    with torch.no_grad():
        for rows in of_like_length(encoded, 32):
            ids, seen = pad([encoded[row] for row in rows])
            mask = seen.bool()
            network(ids, seen)
    for hook in hooks:
        hook.remove()
    return reach


def quantise_rows(table):
    """int8 rows and their scales (float32 [rows, 1]): row * scale is within half a scale of `table`."""
    scales = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8).astype(np.float32) / 127
    return np.round(table / scales).astype(np.int8), scales


def quantise_columns(table):
    """uint8 columns around CENTRE and their scales (float32 [columns]), which reach KEPT of each column; the rest is cut."""
    scales = np.maximum(np.quantile(np.abs(table), KEPT, axis=0), 1e-8).astype(np.float32) / 127
    return (np.clip(np.round(table / scales), -127, 127) + CENTRE).astype(np.uint8), scales


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
