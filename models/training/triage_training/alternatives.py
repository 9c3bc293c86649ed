"""What else was tried, on the dev part of our contacts: `python -m triage_training.alternatives --work DIR --bundle DIR`.

Each row costs microseconds a text (32 pieces, one core) and gives macro-F1 of topic, urgency and harm (at the threshold 0.5,
uncalibrated). The rows learn from our training contacts alone, in the same number of steps where they have steps; the
bundle's own networks, which learned from everything, stand below for comparison.
"""

import argparse
import json
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_union
from torch import nn

from . import lexicon, metrics, minilm, vocabulary
from .__main__ import load_examples, typical_texts
from .batches import of_like_length, pad
from .encoder import DeepNetwork, Encoder, mean_over
from .evaluate import measure_speed, rounded, targets_of
from .export import export_deep, open_session, run
from .labels import HARMS, OUTPUTS
from .prepare import COMMAND, Preparer
from .start import DROPOUT, ROOT, load_start, new_deep
from .train import DEEP, train

STEPS = 700
PIECES = 32  #: of the text that the time is for
LINEAR_TEXTS = 300


def figures_of(answers, targets):
    """Macro-F1 of each head from logits or any other scores that are positive for yes."""
    given = answers["harm"] > 0
    return {"topic_macro_f1": rounded(metrics.macro_f1(targets["topic"], answers["topic"].argmax(1))),
            "urgency_macro_f1": rounded(metrics.macro_f1(targets["urgency"], answers["urgency"].argmax(1))),
            "harm_macro_f1": rounded(float(np.mean([metrics.f1(targets["harm"][:, index] == 1, given[:, index])
                                                    for index in range(len(HARMS))])))}


def linear(features, targets, dev_features):
    """Logistic regression for each head: {head: decision values [texts, labels]}."""
    answers = {}
    for head in ("topic", "urgency"):
        model = LogisticRegression(C=10, max_iter=300).fit(features, targets[head])
        answers[head] = model.decision_function(dev_features)
    model = OneVsRestClassifier(LogisticRegression(C=10, max_iter=300, class_weight="balanced")).fit(features, targets["harm"])
    answers["harm"] = model.decision_function(dev_features)
    return answers


def hashed_ngrams(training, targets, dev):
    union = make_union(HashingVectorizer(analyzer="char_wb", ngram_range=(2, 5), n_features=2**18),
                       HashingVectorizer(token_pattern=r"(?u)\w+|[^\w\s]", ngram_range=(1, 2), n_features=2**18))
    features, dev_features = union.transform(training), union.transform(dev)
    answers = linear(features, targets, dev_features)
    began = time.thread_time()
    for text in dev[:LINEAR_TEXTS]:
        union.transform([text])
    return answers, (time.thread_time() - began) / min(len(dev), LINEAR_TEXTS) * 1e6


def sentence_vectors(encoder, tokenizer, texts):
    vectors = np.zeros((len(texts), encoder.places.shape[1]), np.float32)
    encoded = vocabulary.encode(tokenizer, texts)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for group in of_like_length(encoded, 64):
            ids, mask = pad([encoded[row] for row in group])
            vectors[group] = nn.functional.normalize(mean_over(encoder(ids, mask), mask)).numpy()
    return vectors


class AveragingNetwork(nn.Module):
    """Deep averaging: the mean of the piece vectors, two hidden layers, the heads."""

    def __init__(self, vectors, outputs=OUTPUTS):
        super().__init__()
        self.pieces = nn.Embedding(*vectors.shape, sparse=True)
        self.pieces.weight.data = vectors.clone()
        self.hidden = nn.Sequential(nn.Linear(vectors.shape[1], 384), nn.ReLU(), nn.Dropout(0.3), nn.Linear(384, 384), nn.ReLU())
        self.heads = nn.ModuleDict({name: nn.Linear(384, count) for name, count in outputs.items()})

    def forward(self, ids, mask):
        hidden = self.hidden(mean_over(self.pieces(ids), mask))
        return {name: head(hidden) for name, head in self.heads.items()}


def answers_of(network, tokenizer, texts):
    encoded, found = vocabulary.encode(tokenizer, texts), {}
    with torch.no_grad():
        for group in of_like_length(encoded, 64):
            for name, values in network(*pad([encoded[row] for row in group])).items():
                found.setdefault(name, np.zeros((len(texts), values.shape[1]), np.float32))[group] = values.numpy()
    return found


def torch_time(network, pieces):
    """Microseconds for one text of PIECES pieces in batches of 16, PyTorch, one thread."""
    ids = torch.randint(4, pieces, (16, PIECES))
    times = []
    with torch.no_grad():
        for _ in range(60):
            began = time.thread_time()
            network(ids, torch.ones_like(ids))
            times.append(time.thread_time() - began)
    return float(np.median(times)) / 16 * 1e6


def transformer(start, weights, numbers, contacts, dev, folder):
    """A transformer of MiniLM's layers `numbers` on the aligned vectors; its answers, and its time as int8."""
    encoder = Encoder(start.vectors, DROPOUT, layers=len(numbers)).start_from(weights, numbers)
    aligned = start.encoder
    for place, number in enumerate(numbers):
        encoder.layers[place].load_state_dict({name.removeprefix(f"layers.{number}."): value for name, value in aligned.items()
                                               if name.startswith(f"layers.{number}.")})
    network = DeepNetwork(encoder, DROPOUT)
    train(network, start.tokenizer, contacts, lexicon.read_lexicon(), replace(DEEP, steps=STEPS, public_per_batch=0))
    path = folder / f"{len(numbers)}.onnx"
    export_deep(network, path, typical_texts(contacts, start.tokenizer))
    session = open_session(path)
    return (run(session, vocabulary.encode(start.tokenizer, dev)), measure_speed(session, start.tokenizer.get_vocab_size()))


def table(found):
    """The figures as a Markdown table."""
    columns = list(next(iter(found.values())))
    lines = ["# What else was tried", "", "Printed by `python -m triage_training.alternatives`; what each column means stands there.", "",
             "| network | " + " | ".join(column.replace("_", " ") for column in columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {name} | " + " | ".join(f"{row[column]:,}" for column in columns) + " |" for name, row in found.items()]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(prog="python -m triage_training.alternatives", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder with the starting encoder and the networks")
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data")
    parser.add_argument("--prepare", default=COMMAND)
    parser.add_argument("--out", type=Path, default=ROOT / "models/measured/alternatives.json")
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    examples, _ = load_examples(arguments.data, ROOT / "models/contacts", Preparer(ROOT, arguments.prepare))
    contacts = [example for example in examples if example.source == "contacts" and example.part == "train"]
    dev = [example for example in examples if example.source == "contacts" and example.part == "dev"]
    texts, wanted, learned = [example.text for example in dev], targets_of(dev), targets_of(contacts)
    start = load_start(arguments.work)
    weights, english = minilm.read_minilm()
    found = {}

    def note(name, answers, microseconds):
        found[name] = {"microseconds": round(microseconds)} | figures_of(answers, wanted)
        print(name, json.dumps(found[name]), flush=True)

    note("linear on hashed n-grams", *hashed_ngrams([example.text for example in contacts], learned, texts))
    for name, encoder, tokenizer in (
            ("frozen MiniLM, linear heads", Encoder(weights[minilm.WORDS], 0.0).start_from(weights).eval(), english),
            ("frozen aligned encoder, linear heads", aligned_encoder(start), start.tokenizer)):
        vectors = sentence_vectors(encoder, tokenizer, [example.text for example in contacts])
        torch.set_num_threads(1)
        microseconds = torch_time(encoder, len(encoder.pieces.weight))
        torch.set_num_threads(2)
        note(name, linear(vectors, learned, sentence_vectors(encoder, tokenizer, texts)), microseconds)
    averaging = AveragingNetwork(start.vectors)
    train(averaging, start.tokenizer, contacts, lexicon.read_lexicon(),
          replace(DEEP, steps=STEPS, public_per_batch=0, half_precision=False))
    torch.set_num_threads(1)
    note("deep averaging", answers_of(averaging, start.tokenizer, texts), torch_time(averaging, len(start.vectors)))
    torch.set_num_threads(2)
    with tempfile.TemporaryDirectory() as folder:
        for numbers in ((0, 3), (0, 1, 3, 5), (0, 1, 2, 3, 4, 5)):
            note(f"transformer, {len(numbers)} layers, int8", *transformer(start, weights, numbers, contacts, texts, Path(folder)))
    encoded = vocabulary.encode(start.tokenizer, texts)
    for tier in ("fast", "deep"):
        session = open_session(arguments.bundle / f"{tier}.onnx")
        note(f"the bundle's {tier} network, int8", run(session, encoded), measure_speed(session, len(start.vectors)))
    trained = torch.load(arguments.work / "deep.pt")
    deep = new_deep(start, OUTPUTS | {"intent": len(trained["heads.intent.weight"])})
    deep.load_state_dict(trained)
    torch.set_num_threads(1)
    note("the bundle's deep network, fp32 in PyTorch", answers_of(deep.eval(), start.tokenizer, texts),
         torch_time(deep, len(start.vectors)))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    arguments.out.with_suffix(".md").write_text(table(found), encoding="utf-8")


def aligned_encoder(start):
    encoder = Encoder(start.vectors, 0.0)
    encoder.load_state_dict(start.encoder)
    return encoder.eval()


if __name__ == "__main__":
    main()
