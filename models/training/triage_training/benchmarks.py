"""Reads the public benchmarks: as labelled examples to measure on, and as keys of texts that may not be trained on."""

import json
import random

from .examples import Example, text_key
from .sources import read_csv, topic_mapping

IDENTITY_SENTENCES = 40


def held_out_keys(folder, examples):
    """Keys of every benchmark text below `folder`/benchmarks and of every example outside the training part."""
    keys = {example.key for example in examples if example.part != "train"}
    return keys | {text_key(text) for text in benchmark_texts(folder / "benchmarks")}


def benchmark_texts(folder):
    """Every benchmark text, labels unread."""
    columns = {"banking77/test.csv": "text", "cold-zh/test.csv": "TEXT", "hatemoji/build_test.csv": "text",
               "surge-toxicity/toxicity_en.csv": "text", "bias-templates/bias_madlibs_77k.csv": "Text",
               "bias-templates/zh-cn_sentence_templates.csv": "phrase"}
    for name, column in columns.items():
        yield from (row[column] or "" for row in read_csv(folder / name))
    for path in sorted(folder.glob("hint3/v*/*/*.csv")):
        yield from (row["sentence"] for row in read_csv(path))
    for path in sorted(folder.glob("tweeteval/*/*_text.txt")):
        yield from path.read_text(encoding="utf-8").splitlines()


def topic_benchmarks(folder):
    """Texts whose label maps to a topic: {name: [Example]}."""
    kept = topic_mapping(folder / "label_mapping.tsv")
    sets = {
        "banking77": (kept["banking77"], ((row["text"], row["category"])
                                          for row in read_csv(folder / "benchmarks/banking77/test.csv"))),
        "clinc150": (kept["clinc150"], json.loads(
            (folder / "train/clinc150/data_full.json").read_text(encoding="utf-8"))["test"]),
        "hint3-v1": (kept["hint3"], ((row["sentence"], row["label"])
                                     for path in sorted(folder.glob("benchmarks/hint3/v1/test/*.csv"))
                                     for row in read_csv(path) if row["label"] != "NO_NODES_DETECTED")),
    }
    return {name: [Example(text, name, "test", topic=topics[label]) for text, label in rows if label in topics]
            for name, (topics, rows) in sets.items()}


def offence_benchmarks(folder, davidson):
    """Texts labelled offensive (1) or not (0): {name: ([text], [label])}. `davidson` are our hash-split examples."""
    benchmarks = folder / "benchmarks"
    offensive = benchmarks / "tweeteval/offensive"
    cold = list(read_csv(benchmarks / "cold-zh/test.csv"))
    surge = list(read_csv(benchmarks / "surge-toxicity/toxicity_en.csv"))
    hatemoji = list(read_csv(benchmarks / "hatemoji/build_test.csv"))
    tested = [example for example in davidson if example.source == "davidson" and example.part == "test"]
    return {
        "cold-zh": ([row["TEXT"] for row in cold], [int(row["label"]) for row in cold]),
        "tweeteval-offensive": ((offensive / "test_text.txt").read_text(encoding="utf-8").splitlines(),
                                [int(label) for label in (offensive / "test_labels.txt").read_text().split()]),
        "davidson": ([example.text for example in tested], [max(example.harm) for example in tested]),
        "surge-toxicity": ([row["text"] for row in surge], [int(row["is_toxic"] == "Toxic") for row in surge]),
        "hatemoji": ([row["text"] for row in hatemoji], [int(row["label_gold"]) for row in hatemoji]),
    }


def identity_sentences(folder):
    """Harmless sentences about people: {name: [(text, the word for a group of people)]}, at most IDENTITY_SENTENCES a word."""
    templates = folder / "benchmarks/bias-templates"
    english = [row for row in read_csv(templates / "bias_madlibs_77k.csv") if row["Label"] == "NOT_BAD"]
    english_words = {row["Text"].split(" is a ", 1)[1].split(" ", 1)[1] for row in english if row["Template"] == "name_adj"}
    chinese = [row for row in read_csv(templates / "zh-cn_sentence_templates.csv") if row["toxicity"] == "nontoxic"]
    chinese_words = {row["phrase"].removeprefix("我是") for row in chinese if row["template"] == "am_identity"}
    return {"bias-templates-en": by_word([row["Text"] for row in english], english_words),
            "bias-templates-zh": by_word([row["phrase"] for row in chinese], chinese_words)}


def by_word(texts, words):
    """Each text with the longest of `words` that it holds; texts without one are left out."""
    longest_first, found = sorted(words, key=lambda word: (-len(word), word)), {}
    for text in random.Random(11).sample(texts, len(texts)):
        word = next((word for word in longest_first if word in text), None)
        if word and len(found.setdefault(word, [])) < IDENTITY_SENTENCES:
            found[word].append(text)
    return [(text, word) for word in sorted(found) for text in found[word]]
