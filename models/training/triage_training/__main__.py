"""From data to bundle: `python -m triage_training --out models/bundles/contact-triage/1.0.0`."""

import argparse
import json
import random
import sys
from collections import defaultdict
from pathlib import Path

import torch

from . import benchmarks, card, lexicon, vocabulary
from .bundle import write_manifest
from .calibrate import calibrate
from .evaluate import (Scorer, evaluate_contacts, evaluate_expectations, evaluate_offence, evaluate_topics,
                       measure_speed, read_expectations, targets_of)
from .examples import check_no_overlap, drop_overlaps, text_key
from .export import export, open_session, run
from .golden import write_golden
from .labels import LANGUAGES
from .mbert import read_word_embeddings
from .prepare import COMMAND, Preparer
from .sources import read_contacts, read_public
from .teacher import sentence_vectors
from .train import Settings, train

TAUGHT = 3000  #: texts of one public source that the teacher reads
TAUGHT_CHARACTERS = 600
ROOT = Path(__file__).parents[3]


def main():
    arguments = parse_arguments()
    torch.set_num_threads(arguments.threads)
    torch.use_deterministic_algorithms(True)
    arguments.out.mkdir(parents=True, exist_ok=True)

    prepare = Preparer(ROOT, arguments.prepare)
    examples, dropped = load_examples(arguments.data, ROOT / "models/contacts", prepare)
    contacts = [example for example in examples if example.source == "contacts"]
    pieces, vectors = make_vocabulary(examples)
    tokenizer = vocabulary.make_tokenizer(pieces)
    network = train(vectors, tokenizer, examples, teach(examples), Settings(seed=arguments.seed))

    tokenizer.save(str(arguments.out / "tokenizer.json"))
    export(network, arguments.out / "model.onnx")
    session = open_session(arguments.out / "model.onnx")
    dev = [example for example in contacts if example.part == "dev"]
    heads = calibrate(run(session, vocabulary.encode(tokenizer, [example.text for example in dev])), targets_of(dev))

    scorer = Scorer(prepare, session, tokenizer, heads)
    figures = evaluate(scorer, examples, arguments.data)
    figures["data"] = {"training_texts": sum(example.part == "train" for example in examples),
                       "training_contacts": sum(example.part == "train" for example in contacts),
                       "dropped_overlaps_and_repeats": dropped}
    figures["speed"] = {"microseconds_per_text": measure_speed(session, len(pieces)), "tokens": 32, "batch": 16}
    (arguments.out / "metrics.json").write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")
    write_golden(arguments.out / "golden.jsonl", scorer, contacts)
    card.write_card(arguments.out / "MODEL_CARD.md", figures, len(pieces))
    write_manifest(arguments.out, heads, arguments.created)

    for missed in figures["expectations"]["missed"]:
        print("not as a person would send it:", json.dumps(missed, ensure_ascii=False), file=sys.stderr)
    return 1 if figures["expectations"]["missed"] else 0


def parse_arguments():
    parser = argparse.ArgumentParser(prog="python -m triage_training", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="bundle directory, .../NAME/VERSION")
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data", help="folder of the public data sets")
    parser.add_argument("--prepare", default=COMMAND, help="command that normalises and masks JSONL, run from the root")
    parser.add_argument("--created", default="2026-11-22", help="date written into the manifest")
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--threads", type=int, default=1, help="of PyTorch")
    return parser.parse_args()


def load_examples(data, contacts, prepare):
    """All examples, prepared as the job prepares them, nothing held out among the training texts."""
    examples = [*read_contacts(contacts), *read_public(data)]
    held_out = benchmarks.held_out_keys(data, examples)
    held_out |= {text_key(row["text"]) for row in read_expectations()}
    examples, dropped = drop_overlaps(examples, held_out)
    check_no_overlap(examples, held_out)
    for example, text in zip(examples, prepare([example.text for example in examples]), strict=True):
        example.text = text
    return examples, dropped


def make_vocabulary(examples):
    pieces, vectors = read_word_embeddings()
    training = [example for example in examples if example.part == "train"]
    return vocabulary.build_vocabulary(
        pieces, vectors,
        [example.text for example in training if example.source == "contacts"],
        [example.text for example in training if example.source != "contacts"],
        lexicon.groups(lexicon.read_lexicon()))


def teach(examples):
    """{text key: the teacher's sentence vector} of the training texts in English, long public sets in part."""
    english = {LANGUAGES.index("en"), LANGUAGES.index("mixed")}
    taught = defaultdict(list)
    for example in examples:
        if example.part == "train" and example.language in english:
            taught[example.source].append(example)
    chosen = [example for source, rows in sorted(taught.items())
              for example in (rows if source == "contacts" else random.Random(5).sample(rows, min(len(rows), TAUGHT)))]
    vectors = sentence_vectors([example.text[:TAUGHT_CHARACTERS] for example in chosen])
    return {example.key: vector for example, vector in zip(chosen, vectors)}


def evaluate(scorer, examples, data):
    tested = [example for example in examples if example.source == "contacts" and example.part == "test"]
    return {
        "contacts": evaluate_contacts(scorer, tested),
        "public_topics": evaluate_topics(scorer, benchmarks.topic_benchmarks(data)),
        "public_offence": evaluate_offence(scorer, benchmarks.offence_benchmarks(data, examples)),
        "expectations": evaluate_expectations(scorer),
    }


if __name__ == "__main__":
    sys.exit(main())
