"""From data to bundle: `python -m triage_training --out models/bundles/contact-triage/1.3.0 --work WORK`.

Four stages, each kept in WORK and taken from there when it is found: start (vocabulary, aligned encoder), deep, fast, and the
bundle itself, which is always made anew. To repeat a stage, delete its file.
"""

import argparse
import json
import random
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from . import benchmarks, card, lexicon, obfuscate, vocabulary
from .bundle import write_manifest
from .calibrate import calibrate, pick_cascade, served_scores, stream_weights
from .evaluate import evaluate, read_expectations, targets_of
from .examples import check_no_overlap, drop_overlaps, text_key
from .export import export_deep, export_fast, open_session, run
from .golden import write_golden
from .labels import LANGUAGES, OUTPUTS, TOPICS, URGENCIES
from .prepare import COMMAND, Preparer
from .scorer import Scorer
from .sources import read_contacts, read_people, read_public
from .start import ROOT, load_start, make_start, new_deep, new_fast
from .train import DEEP, DEEP_FAIR, FAST, FAST_FAIR, Answers, intents_of, train
from .tune import predict


TAUGHT = 4000  #: texts of one public source
TYPICAL = 500  #: of our contacts


def main():
    arguments = parse_arguments()
    torch.set_num_threads(arguments.threads)
    arguments.out.mkdir(parents=True, exist_ok=True)
    arguments.work.mkdir(parents=True, exist_ok=True)

    prepare = Preparer(ROOT, arguments.prepare)
    examples, dropped = load_examples(arguments.data, ROOT / "models/contacts", prepare)
    start = load_start(arguments.work) if (arguments.work / "encoder.pt").exists() else make_start(examples, arguments.work)
    deep = make_deep(start, examples, arguments)
    fast = make_fast(start, deep, examples, arguments)

    start.tokenizer.save(str(arguments.out / "tokenizer.json"))
    contacts = [example for example in examples if example.source == "contacts"]
    export_deep(deep, arguments.out / "deep.onnx", typical_texts(contacts, start.tokenizer))
    export_fast(fast, arguments.out / "fast.onnx")
    scorer = calibrated(arguments.out, start.tokenizer, prepare, [each for each in contacts if each.part == "dev"])

    figures = evaluate(scorer, examples, arguments.data)
    figures["data"] = {"training_texts": sum(example.part == "train" for example in examples),
                       "training_contacts": sum(example.part == "train" for example in contacts),
                       "dropped_overlaps_and_repeats": dropped}
    (arguments.out / "metrics.json").write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")
    write_golden(arguments.out / "golden.jsonl", start.tokenizer, prepare, scorer.by_tier(), contacts)
    card.write_card(arguments.out / "MODEL_CARD.md", figures, start.tokenizer.get_vocab_size())
    write_manifest(arguments.out, scorer.tiers, scorer.cascade, arguments.created)

    for missed in figures["expectations"]["missed"]:
        print("not as a person would send it:", json.dumps(missed, ensure_ascii=False), file=sys.stderr)
    return 1 if figures["expectations"]["missed"] else 0


def parse_arguments():
    parser = argparse.ArgumentParser(prog="python -m triage_training", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="bundle directory, .../NAME/VERSION")
    parser.add_argument("--work", type=Path, default=ROOT / "models/training/work", help="folder of the stages")
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data", help="folder of the public data sets")
    parser.add_argument("--prepare", default=COMMAND, help="command that normalises and masks JSONL, run from the root")
    parser.add_argument("--created", default="2026-11-22", help="date written into the manifest")
    parser.add_argument("--threads", type=int, default=2, help="of PyTorch")
    return parser.parse_args()


def load_examples(data, contacts, prepare):
    """All examples, prepared as the job prepares them, nothing held out among the training texts."""
    examples = [*read_contacts(contacts), *read_people(), *read_public(data)]
    held_out = benchmarks.held_out_keys(data, examples)
    held_out |= {text_key(row["text"]) for row in read_expectations()}
    examples, dropped = drop_overlaps(examples, held_out)
    check_no_overlap(examples, held_out)
    add_variants(examples)
    prepared = iter(prepare([text for example in examples for text in (example.text, *example.variants)]))
    for example in examples:
        example.text = next(prepared)
        example.variants = tuple(next(prepared) for _ in example.variants)
    return examples, dropped


def add_variants(examples):
    """Gives our training contacts raw copies as people hide words in, and as mail programs dress it."""
    training = [example for example in examples if example.source == "contacts" and example.part == "train"]
    small_talk = [example.text for example in training
                  if URGENCIES[example.urgency] == "low" and TOPICS[example.topic] in ("feedback", "other")
                  and not any(example.harm) and len(example.text) < 200]
    homophones = obfuscate.Homophones(example.text for example in training)
    for example in training:
        example.variants = obfuscate.variants(example.text, LANGUAGES[example.language], 1, homophones, small_talk)


def make_deep(start, examples, arguments):
    """The deep network, from `work` or trained on everything."""
    intents = intents_of([example for example in examples if example.part == "train"])
    network = new_deep(start, OUTPUTS | {"intent": len(intents)})
    path = arguments.work / "deep.pt"
    if not path.exists():
        for settings in (DEEP, DEEP_FAIR):
            train(network, start.tokenizer, examples, lexicon.read_lexicon(), settings)
        torch.save(network.state_dict(), path)
    network.load_state_dict(torch.load(path))
    return network.eval()


def make_fast(start, deep, examples, arguments):
    """The fast network, from `work` or taught by the deep one on every training text."""
    outputs = OUTPUTS | {"intent": deep.heads["intent"].out_features, "sense": deep.hidden.out_features}
    network = new_fast(start, outputs)
    path = arguments.work / "fast.pt"
    if not path.exists():
        taught = texts_to_teach(examples)
        logits = predict(deep, start.tokenizer, [example.text for example in taught], sense=True)
        sense = logits.pop("sense")
        del logits["intent"], logits["language"]  # of Malay and Indonesian, which share their words, the labels know more
        answers = Answers({example.key: row for row, example in enumerate(taught)}, logits, sense)
        for settings in (FAST, FAST_FAIR):
            train(network, start.tokenizer, examples, lexicon.read_lexicon(), settings, answers)
        torch.save(network.state_dict(), path)
    network.load_state_dict(torch.load(path))
    return network.eval()


def texts_to_teach(examples):
    """Training texts that the deep network answers for the fast one: our contacts, and TAUGHT of each public source, but not the
    sentences about people, where the label is right and the deep network may not be."""
    by_source = defaultdict(list)
    for example in examples:
        if example.part == "train" and example.source != "people":
            by_source[example.source].append(example)
    return [example for source, rows in sorted(by_source.items())
            for example in (rows if source == "contacts" else random.Random(5).sample(rows, min(len(rows), TAUGHT)))]


def typical_texts(contacts, tokenizer):
    """Ids of TYPICAL training contacts."""
    training = [example.text for example in contacts if example.part == "train"]
    return vocabulary.encode(tokenizer, random.Random(5).sample(training, min(len(training), TYPICAL)))


def calibrated(folder, tokenizer, prepare, dev):
    """The scorer of the bundle in `folder`, calibrated on the contacts `dev`."""
    sessions = {tier: open_session(folder / f"{tier}.onnx") for tier in ("fast", "deep")}
    encoded, targets = vocabulary.encode(tokenizer, [example.text for example in dev]), targets_of(dev)
    logits = {tier: run(session, encoded) for tier, session in sessions.items()}
    tiers = {tier: calibrate(logits[tier], targets) for tier in sessions}
    scores = {tier: served_scores(logits[tier], tiers[tier]) for tier in sessions}
    stream = stream_weights(np.array([any(example.harm) or any(near == 1 for near in example.near) for example in dev]))
    return Scorer(tokenizer, prepare, sessions, tiers, pick_cascade(scores["fast"], scores["deep"], targets, tiers, stream))


if __name__ == "__main__":
    sys.exit(main())
