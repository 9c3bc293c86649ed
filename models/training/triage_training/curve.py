"""Would more contacts help? `python -m triage_training.curve --work DIR` draws the learning curve on dev.

Linear heads on the frozen aligned encoder and on hashed n-grams learn from growing shares of our training contacts: cheap enough
to repeat, and both ends of the range between a small and a large model.
"""

import argparse
import json
import random
from pathlib import Path

import matplotlib
import torch
from matplotlib import pyplot

from .__main__ import load_examples
from .alternatives import aligned_encoder, figures_of, hashed_ngrams, linear, sentence_vectors
from .evaluate import targets_of
from .prepare import COMMAND, Preparer
from .start import ROOT, load_start

matplotlib.use("svg")
SHARES = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
HEADS = ("topic", "urgency", "harm")


def main():
    parser = argparse.ArgumentParser(prog="python -m triage_training.curve", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data")
    parser.add_argument("--prepare", default=COMMAND)
    parser.add_argument("--out", type=Path, default=ROOT / "models/measured")
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    examples, _ = load_examples(arguments.data, ROOT / "models/contacts", Preparer(ROOT, arguments.prepare))
    contacts = [example for example in examples if example.source == "contacts" and example.part == "train"]
    random.Random(3).shuffle(contacts)
    dev = [example for example in examples if example.source == "contacts" and example.part == "dev"]
    texts, wanted, start = [example.text for example in dev], targets_of(dev), load_start(arguments.work)
    encoder = aligned_encoder(start)
    vectors, dev_vectors = (sentence_vectors(encoder, start.tokenizer, each)
                            for each in ([example.text for example in contacts], texts))
    found = []
    for share in SHARES:
        chosen = contacts[:round(share * len(contacts))]
        targets = targets_of(chosen)
        answers, _ = hashed_ngrams([example.text for example in chosen], targets, texts)
        found.append({"contacts": len(chosen), "hashed n-grams": figures_of(answers, wanted),
                      "frozen encoder": figures_of(linear(vectors[:len(chosen)], targets, dev_vectors), wanted)})
        print(json.dumps(found[-1]), flush=True)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "learning-curve.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    draw(found, arguments.out / "learning-curve.svg")


def draw(found, path):

    matplotlib.rcParams["svg.hashsalt"] = "learning-curve"  # the same picture every time
    figure, axes = pyplot.subplots(figsize=(7, 4))
    for model, style in (("frozen encoder", "-"), ("hashed n-grams", "--")):
        for number, head in enumerate(HEADS):
            axes.plot([row["contacts"] for row in found], [row[model][f"{head}_macro_f1"] for row in found], style,
                      color=f"C{number}", marker="o", markersize=3, label=f"{head}, {model}")
    axes.set_xlabel("training contacts")
    axes.set_ylabel("macro-F1 on dev")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    main()
