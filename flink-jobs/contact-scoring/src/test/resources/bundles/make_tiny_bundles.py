"""Makes the bundles of the tests, and networks that must be refused.

    pip install onnx==1.19.0 numpy==2.4.6 && python make_tiny_bundles.py

`tiny` has a fast tier only, `tiny-two-tier` both: the same fast network, another seed for the deep
one, and numbers of its own for one language of each. Its cascade asks the deep tier for some of the
golden texts. A network is a masked mean of embeddings and one linear layer for each head. Its weights are
random but fixed, the row of the padding token is large so that a mask that leaks is seen, and the
rows of the words `nan` and `inf` hold these values. The labels of three heads stand in reverse
order, so that a test sees whether the manifest's order is followed. Answers come from ONNX's own
reference evaluator. Regenerate, never edit.
"""
import hashlib
import json
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

HERE = pathlib.Path(__file__).parent
BAD = HERE / "bad"
VOCABULARY = (
    "[PAD] [UNK] [CLS] [SEP] my account was hacked refund please saya kena hack tolong 退 款 "
    "i want to end it kill the process nan inf ##s ! ? ."
).split()
TOPICS = (
    "account_access account_security account_change identity_verification content_appeal "
    "report_abuse privacy_data payment_billing refund_dispute creator_payout ads_business "
    "shop_order technical_issue legal_ip feedback general_question other"
).split()[::-1]
URGENCIES = ["critical", "high", "normal", "low"]
HARMS = (
    "harassment hate child_safety self_harm violence animal_harm sexual scam abusive_language"
).split()[::-1]
LANGUAGES = ["en", "ms", "id", "zh", "mixed", "other"]
WIDTH = 8
MAX_TOKENS = 32
TEXTS = [
    "",
    "my account was hacked!",
    "refunds please?",
    "saya kena hack tolong",
    "退款",
    "kill the process.",
    "an unknown word",
    "i want to end it " * 10,
]


def weights(seed):
    """Initializers: table [pieces, width] and, for each head, kernel [width, labels] and bias."""
    random = np.random.RandomState(seed)
    table = random.normal(size=(len(VOCABULARY), WIDTH)).astype(np.float32)
    table[VOCABULARY.index("[PAD]")] = 50
    table[VOCABULARY.index("nan")] = np.nan
    table[VOCABULARY.index("inf")] = np.inf
    result = {"table": table}
    for head, labels in heads().items():
        result[f"{head}_kernel"] = random.normal(size=(WIDTH, len(labels))).astype(np.float32)
        result[f"{head}_bias"] = random.normal(size=len(labels)).astype(np.float32)
    return result


def heads():
    return {"topic": TOPICS, "urgency": URGENCIES, "harm": HARMS, "language": LANGUAGES}


def network(
    opset=17, ids_type=TensorProto.INT64, batch="batch", topics=len(TOPICS), seed=7
):
    """The good network; the arguments make it a bad one."""
    initializers = weights(seed)
    initializers["topic_kernel"] = initializers["topic_kernel"][:, :topics]
    initializers["topic_bias"] = initializers["topic_bias"][:topics]
    initializers["last_axis"] = np.array([2], dtype=np.int64)
    initializers["token_axis"] = np.array([1], dtype=np.int64)
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["embedded"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last_axis"], ["mask3"]),
        helper.make_node("Mul", ["embedded", "mask3"], ["masked"]),
        helper.make_node("ReduceSum", ["masked", "token_axis"], ["sum"], keepdims=0),
        helper.make_node("ReduceSum", ["mask", "token_axis"], ["count"], keepdims=1),
        helper.make_node("Div", ["sum", "count"], ["mean"]),
    ]
    outputs = []
    for head, labels in heads().items():
        nodes.append(helper.make_node("MatMul", ["mean", f"{head}_kernel"], [f"{head}_product"]))
        nodes.append(
            helper.make_node("Add", [f"{head}_product", f"{head}_bias"], [f"{head}_logits"])
        )
        size = topics if head == "topic" else len(labels)
        outputs.append(
            helper.make_tensor_value_info(f"{head}_logits", TensorProto.FLOAT, [batch, size])
        )
    inputs = [
        helper.make_tensor_value_info("input_ids", ids_type, [batch, "tokens"]),
        helper.make_tensor_value_info("attention_mask", TensorProto.INT64, [batch, "tokens"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        inputs,
        outputs,
        [numpy_helper.from_array(value, name) for name, value in initializers.items()],
    )
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8, producer_name="tiny"
    )


def external(name="stray"):
    """A tensor whose numbers lie in another file."""
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=[1])
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="weights.bin")
    return tensor


def sparse_external():
    sparse = onnx.SparseTensorProto(dims=[4])
    sparse.values.CopyFrom(external())
    sparse.indices.CopyFrom(numpy_helper.from_array(np.array([0], dtype=np.int64), "indices"))
    return sparse


def bad_networks():
    """Name and network for each way of being bad."""
    yield "external_data", with_graph(lambda graph: graph.initializer.append(external()))
    yield "external_sparse", with_graph(
        lambda graph: graph.sparse_initializer.append(sparse_external())
    )
    constant = helper.make_node("Constant", [], ["stray"])
    constant.attribute.add(
        name="sparse_value", type=onnx.AttributeProto.SPARSE_TENSOR, sparse_tensor=sparse_external()
    )
    yield "external_constant", with_graph(lambda graph: graph.node.append(constant))
    branch = helper.make_graph([], "branch", [], [], [external()])
    nested = helper.make_node("If", ["condition"], ["stray"], then_branch=branch)
    yield "external_subgraph", with_graph(lambda graph: graph.node.append(nested))
    location_only = external()
    del location_only.external_data[:]
    yield "external_location_only", with_graph(
        lambda graph: graph.initializer.append(location_only)
    )

    for name, domain in ("custom_domain", "evil.ops"), ("microsoft_domain", "com.microsoft"):
        model = with_graph(
            lambda graph: graph.node.append(
                helper.make_node("Gelu", ["mean"], ["stray"], domain=domain)  # noqa: B023
            )
        )
        model.opset_import.append(helper.make_opsetid(domain, 1))
        yield name, model
    function = network()
    function.functions.append(
        helper.make_function(
            "evil.ops", "F", ["x"], ["y"], [helper.make_node("Identity", ["x"], ["y"])],
            [helper.make_opsetid("", 17)],
        )
    )
    yield "custom_function", function
    training = network()
    training.training_info.add().algorithm.CopyFrom(branch)
    yield "training", training
    yield "opset_6", network(opset=6)
    yield "opset_24", network(opset=24)
    no_opset = network()
    del no_opset.opset_import[:]
    yield "opset_none", no_opset

    yield "float_ids", with_graph(
        lambda graph: graph.node[0].input.__setitem__(1, "cast_ids")
        or graph.node.insert(
            0, helper.make_node("Cast", ["input_ids"], ["cast_ids"], to=TensorProto.INT64)
        ),
        ids_type=TensorProto.FLOAT,
    )
    yield "fixed_batch", network(batch=4)
    yield "too_few_topics", network(topics=16)
    yield "no_harm_output", with_graph(lambda graph: graph.output.remove(graph.output[2]))
    yield "extra_input", with_graph(
        lambda graph: graph.input.append(
            helper.make_tensor_value_info("token_type_ids", TensorProto.INT64, ["batch", "tokens"])
        )
    )
    yield "unknown_operator", with_graph(
        lambda graph: graph.node.append(helper.make_node("NoSuchOperator", ["mean"], ["stray"]))
    )


def with_graph(change, **arguments):
    model = network(**arguments)
    change(model.graph)
    return model


def tokenizer():
    def special(token):
        return {"SpecialToken": {"id": token, "type_id": 0}}

    def sequence(name):
        return {"Sequence": {"id": name, "type_id": 0 if name == "A" else 1}}

    ids = {token: i for i, token in enumerate(VOCABULARY)}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {
                "id": ids[token], "content": token, "single_word": False, "lstrip": False,
                "rstrip": False, "normalized": False, "special": True,
            }
            for token in VOCABULARY[:4]
        ],
        "normalizer": {
            "type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
            "strip_accents": False, "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [special("[CLS]"), sequence("A"), special("[SEP]")],
            "pair": [
                special("[CLS]"), sequence("A"), special("[SEP]"), sequence("B"), special("[SEP]"),
            ],
            "special_tokens": {
                token: {"id": token, "ids": [ids[token]], "tokens": [token]}
                for token in ("[CLS]", "[SEP]")
            },
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": ids,
        },
    }


def encode(text):
    """Ids of a text of this vocabulary, by the simplest code that can be right for it."""
    spaced = "".join(f" {c} " if c in "!?.退款" else c for c in text.lower())
    ids = []
    for word in spaced.split():
        if word in VOCABULARY:
            ids.append(VOCABULARY.index(word))
        elif word.endswith("s") and word[:-1] in VOCABULARY:
            ids += [VOCABULARY.index(word[:-1]), VOCABULARY.index("##s")]
        else:
            ids.append(VOCABULARY.index("[UNK]"))
    room = MAX_TOKENS - 2
    if len(ids) > room:
        first = room * 160 // 254
        ids = ids[:first] + ids[len(ids) - (room - first):]
    return [VOCABULARY.index("[CLS]"), *ids, VOCABULARY.index("[SEP]")]


def calibration(topic, urgency, step, languages=None):
    """Calibration of one tier; harm label i has scale 1 + i * step and bias -i * step."""
    def shape(topic, urgency, step):
        return {
            "topic": {"temperature": topic},
            "urgency": {"temperature": urgency},
            "harm": {
                label: {"scale": round(1 + i * step, 2), "bias": round(-i * step, 2)}
                for i, label in enumerate(HARMS)
            },
        }

    result = {"language": {"temperature": 1.0}, "general": shape(topic, urgency, step)}
    if languages:
        result["languages"] = {label: shape(*numbers) for label, numbers in languages.items()}
    return result


def probabilities(logits, calibration):
    """Answers {head: float64 [labels]} of one text; the most likely language picks the numbers."""
    def softmax(values, temperature):
        raised = np.exp(values / temperature)
        return raised / raised.sum()

    answer = {"language": softmax(logits["language"], calibration["language"]["temperature"])}
    language = LANGUAGES[int(answer["language"].argmax())]
    numbers = calibration.get("languages", {}).get(language, calibration["general"])
    for head in "topic", "urgency":
        answer[head] = softmax(logits[head], numbers[head]["temperature"])
    scale, bias = (
        np.array([numbers["harm"][label][part] for label in HARMS]) for part in ("scale", "bias")
    )
    answer["harm"] = 1 / (1 + np.exp(-(scale * logits["harm"] + bias)))
    return answer


def golden(models, tiers):
    evaluators = {tier: ReferenceEvaluator(model) for tier, model in models.items()}
    names = [f"{head}_logits" for head in heads()]
    for text in TEXTS:
        ids = np.array([encode(text)], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        expected = {}
        for tier, evaluator in evaluators.items():
            values = [value[0].astype(np.float64) for value in evaluator.run(names, feed)]
            answer = probabilities(dict(zip(heads(), values)), tiers[tier]["calibration"])
            expected[tier] = {
                head: [round(float(value), 7) for value in answer[head]] for head in heads()
            }
        yield {"text": text, "ids": ids[0].tolist(), "expected": expected}


def write_bundle(name, models, tiers, cascade=None):
    """Writes a bundle of `models` {tier: network}; `tiers` are their parts of the manifest."""
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    manifest = {
        "schemaVersion": 2,
        "name": name,
        "version": "1.0.0",
        "created": "2026-11-22",
        "licence": "Apache-2.0",
        "description": "Random weights for tests",
        "files": {},
        "tokenizer": {"kind": "wordpiece", "file": "tokenizer.json"},
        "maxTokens": MAX_TOKENS,
        "heads": {head: {"labels": labels} for head, labels in heads().items()},
        "tiers": {
            tier: {
                "file": part["file"],
                "inputs": {"ids": "input_ids", "mask": "attention_mask"},
                "outputs": {head: f"{head}_logits" for head in heads()},
                "calibration": part["calibration"],
                "thresholds": part["thresholds"],
            }
            for tier, part in tiers.items()
        },
        "golden": {"file": "golden.jsonl", "tolerance": 0.0001},
    }
    if cascade:
        manifest["cascade"] = cascade
    files = {tiers[tier]["file"]: model.SerializeToString() for tier, model in models.items()}
    files |= {
        "tokenizer.json": (json.dumps(tokenizer(), ensure_ascii=False, indent=1) + "\n").encode(),
        "golden.jsonl": "".join(
            json.dumps(line, ensure_ascii=False) + "\n" for line in golden(models, tiers)
        ).encode(),
    }
    for file, content in files.items():
        (folder / file).write_bytes(content)
        manifest["files"][file] = {
            "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content),
        }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


def main():
    fast, deep = network(), network(seed=11)
    for model in fast, deep:
        onnx.checker.check_model(model)
    fast_tier = {
        "file": "model.onnx",
        "calibration": calibration(1.5, 0.8, 0.1),
        "thresholds": {label: (i + 1) / 10 for i, label in enumerate(HARMS)},
    }
    write_bundle("tiny", {"fast": fast}, {"fast": fast_tier})
    write_bundle(
        "tiny-two-tier",
        {"fast": fast, "deep": deep},
        {
            "fast": fast_tier | {
                "file": "fast.onnx",
                "calibration": calibration(1.5, 0.8, 0.1, {"id": (0.7, 1.2, 0.05)}),
            },
            "deep": {
                "file": "deep.onnx",
                "calibration": calibration(1.2, 1.1, 0.02, {"mixed": (0.9, 0.6, 0.07)}),
                "thresholds": {label: 0.5 for label in HARMS},
            },
        },
        {
            "topicBelow": 0.2,
            "urgencyBelow": 0.46,
            "harm": {
                "child_safety": {"from": 0.45, "to": 0.7},
                "self_harm": {"from": 0.4, "to": 0.6},
                "violence": {"from": 0.3, "to": 0.5},
            },
        },
    )
    BAD.mkdir(exist_ok=True)
    for name, bad in bad_networks():
        (BAD / f"{name}.onnx").write_bytes(bad.SerializeToString())


if __name__ == "__main__":
    main()
