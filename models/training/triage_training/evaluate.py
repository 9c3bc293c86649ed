"""Measures an exported bundle by tier: our test contacts, hidden copies of them, the public tests, identity words, what must
come out right, and the speed."""

import json
import random
import time
from pathlib import Path

import numpy as np

from . import benchmarks, metrics, obfuscate
from .labels import HARMS, HEADS, LANGUAGES, TOPICS, URGENCIES
from .scorer import TIERS
from .vocabulary import encode

CRITICAL = URGENCIES.index("critical")
OFFENCE = [HARMS.index(label) for label in ("harassment", "hate", "violence", "abusive_language")]
SPEED_BATCH, SPEED_TOKENS = 16, 32
SHORT_TOKENS = 14  #: a chat fragment; with [CLS] and [SEP]


def targets_of(examples):
    """The labels of fully labelled examples: {head: int [examples]}, harm [examples, 9]."""
    return {name: np.array([getattr(example, name) for example in examples]) for name in HEADS}


def evaluate(scorer, examples, data):
    """Everything in metrics.json but what the training itself says."""
    tested = [example for example in examples if example.source == "contacts" and example.part == "test"]
    topics, offence = benchmarks.topic_benchmarks(data), benchmarks.offence_benchmarks(data, examples)
    figures = {"contacts": {}, "hidden": {}, "public_topics": {}, "public_offence": {}, "identity": {}}
    hidden = hidden_copies(scorer, examples)
    for tier in TIERS:
        figures["contacts"][tier] = evaluate_contacts(scorer, tier, tested)
        figures["hidden"][tier] = evaluate_hidden(scorer, tier, tested, hidden)
        figures["public_topics"][tier] = evaluate_topics(scorer, tier, topics)
        figures["public_offence"][tier] = evaluate_offence(scorer, tier, offence)
        figures["identity"][tier] = evaluate_identity(scorer, tier, benchmarks.identity_sentences(data))
    figures["expectations"] = evaluate_expectations(scorer, "cascade")
    pieces = scorer.tokenizer.get_vocab_size()
    figures["speed"] = {"tokens": SPEED_TOKENS, "batch": SPEED_BATCH, "microseconds_per_text": {
        tier: measure_speed(session, pieces) for tier, session in scorer.sessions.items()}}
    return figures


def evaluate_contacts(scorer, tier, contacts):
    """Figures on our own (synthetic) contacts: all, by language and by kind, and each harm label."""
    wanted = targets_of(contacts)
    scores, flagged, asked = scorer.answer([example.text for example in contacts], tier)
    kinds = np.array([example.kind for example in contacts])
    rows = {"all": np.ones(len(contacts), bool)}
    rows |= {f"language:{name}": wanted["language"] == index for index, name in enumerate(LANGUAGES)}
    short = np.array([len(encode(scorer.tokenizer, [example.text])[0]) <= SHORT_TOKENS for example in contacts])
    rows |= {"length:short": short, "length:long": ~short}
    rows |= {f"kind:{kind}": kinds == kind for kind in sorted(set(kinds))}
    figures = {name: contact_figures(wanted, scores, flagged, row) for name, row in rows.items() if row.any()}
    return {"deep_share": rounded(float(asked.mean())), "parts": figures,
            "harm": {label: harm_figures(wanted["harm"][:, index], scores["harm"][:, index], flagged[:, index])
                     for index, label in enumerate(HARMS)},
            "topic": {label: rounded(metrics.f1(wanted["topic"] == index, scores["topic"].argmax(1) == index))
                      for index, label in enumerate(TOPICS)}}


def hidden_copies(scorer, examples):
    """{way of hiding: prepared copies of the harmful test contacts it applies to, with their rows in the test part}."""
    tested = [example for example in examples if example.source == "contacts" and example.part == "test"]
    homophones = obfuscate.Homophones(example.raw for example in examples if example.source == "contacts")
    copies = {}
    for way in (*obfuscate.LATIN, obfuscate.pinyin, homophones, obfuscate.split_characters):
        name = getattr(way, "__name__", "homophones")
        chinese = way not in obfuscate.LATIN
        rows = [row for row, example in enumerate(tested)
                if any(example.harm) and (LANGUAGES[example.language] == "zh") == chinese]
        raw = [way(tested[row].raw, random.Random(f"hide {tested[row].key}")) for row in rows]
        kept = [place for place, row in enumerate(rows) if raw[place] != tested[row].raw]
        copies[name] = scorer.prepare([raw[place] for place in kept]), [rows[place] for place in kept]
    return copies


def evaluate_hidden(scorer, tier, tested, copies):
    """Recall over all harm labels of the clean contacts and of their hidden copies, and the share that is kept."""
    wanted = targets_of(tested)["harm"] == 1
    _, clean, _ = scorer.answer([example.text for example in tested], tier)
    figures, found, before = {}, 0, 0
    for name, (texts, rows) in copies.items():
        _, flagged, _ = scorer.answer(texts, tier)
        right, right_clean = (flagged & wanted[rows]).sum(), (clean[rows] & wanted[rows]).sum()
        found, before = found + right, before + right_clean
        figures[name] = {"labels": int(wanted[rows].sum()), "clean": int(right_clean), "hidden": int(right),
                         "kept": rounded(float(right / max(right_clean, 1)))}
    return figures | {"all": {"labels": sum(each["labels"] for each in figures.values()), "clean": int(before),
                              "hidden": int(found), "kept": rounded(float(found / max(before, 1)))}}


def evaluate_identity(scorer, tier, sets):
    """Harmless sentences about people: the share with any flag, and by identity word how far the shares lie apart."""
    figures = {}
    for name, rows in sets.items():
        _, flagged, _ = scorer.answer(scorer.prepare([text for text, _ in rows]), tier)
        wrong = flagged.any(axis=1)
        words = np.array([word for _, word in rows])
        shares = {word: float(wrong[words == word].mean()) for word in sorted(set(words))}
        worst = sorted(shares, key=shares.get, reverse=True)
        figures[name] = {"texts": len(rows), "flagged": rounded(float(wrong.mean())),
                         "gap": rounded(shares[worst[0]] - shares[worst[-1]]),
                         "worst": {word: rounded(shares[word]) for word in worst[:5]}}
    return figures


def contact_figures(wanted, scores, flagged, row):
    topic, urgency = scores["topic"][row].argmax(1), scores["urgency"][row].argmax(1)
    harm, given = wanted["harm"][row], flagged[row]
    occurring = [index for index in range(len(HARMS)) if harm[:, index].any()]
    harmless = ~harm.any(axis=1)
    return {key: rounded(value) for key, value in {
        "contacts": int(row.sum()),
        "topic_accuracy": metrics.accuracy(wanted["topic"][row], topic),
        "topic_macro_f1": metrics.macro_f1(wanted["topic"][row], topic),
        "topic_calibration_error": metrics.calibration_error(
            scores["topic"][row].max(1), topic == wanted["topic"][row]),
        "urgency_accuracy": metrics.accuracy(wanted["urgency"][row], urgency),
        "urgency_macro_f1": metrics.macro_f1(wanted["urgency"][row], urgency),
        "critical_recall": metrics.recall(wanted["urgency"][row] == CRITICAL, urgency == CRITICAL),
        "critical_precision": metrics.precision(wanted["urgency"][row] == CRITICAL, urgency == CRITICAL),
        "harm_macro_f1": float(np.mean([metrics.f1(harm[:, i], given[:, i]) for i in occurring])) if occurring else None,
        "harmless_flagged": float(given[harmless].any(axis=1).mean()) if harmless.any() else None,
        "language_accuracy": metrics.accuracy(wanted["language"][row], scores["language"][row].argmax(1)),
    }.items()}


def harm_figures(wanted, score, given):
    return {"positives": int(wanted.sum()), "recall": rounded(metrics.recall(wanted, given)),
            "precision": rounded(metrics.precision(wanted, given)), "f1": rounded(metrics.f1(wanted, given)),
            "ranking": rounded(metrics.ranking(wanted, score))}


def evaluate_topics(scorer, tier, sets):
    """Accuracy and macro-F1 on real public texts whose label maps to one of our topics."""
    figures = {}
    for name, examples in sets.items():
        scores, _, _ = scorer.answer(scorer.prepare([example.text for example in examples]), tier)
        given = scores["topic"].argmax(1)
        wanted = [example.topic for example in examples]
        figures[name] = {"texts": len(examples), "accuracy": rounded(metrics.accuracy(wanted, given)),
                         "macro_f1": rounded(metrics.macro_f1(wanted, given))}
    return figures


def evaluate_offence(scorer, tier, sets):
    """Real public texts, offensive or not: a text counts as found when a label against people is flagged."""
    figures = {}
    for name, (texts, wanted) in sets.items():
        scores, flagged, _ = scorer.answer(scorer.prepare(texts), tier)
        given = flagged[:, OFFENCE].any(axis=1)
        wanted = np.array(wanted, bool)
        figures[name] = {"texts": len(texts), "accuracy": rounded(metrics.accuracy(wanted, given)),
                         "macro_f1": rounded(metrics.macro_f1(wanted, given, labels=(False, True))),
                         "ranking": rounded(metrics.ranking(wanted, scores["harm"][:, OFFENCE].max(1)))}
    return figures


def read_expectations():
    """Sentences and what a person would make of them; never trained on."""
    lines = (Path(__file__).parent / "expectations.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def evaluate_expectations(scorer, tier):
    """The sentences of expectations.jsonl that come out otherwise than a person would send them."""
    rows = read_expectations()
    scores, flagged, _ = scorer.answer(scorer.prepare([row["text"] for row in rows]), tier)
    missed = []
    for index, row in enumerate(rows):
        given = {"topic": TOPICS[scores["topic"][index].argmax()], "urgency": URGENCIES[scores["urgency"][index].argmax()],
                 "flags": [label for label, flag in zip(HARMS, flagged[index]) if flag]}
        right = (given["topic"] in row.get("topic", TOPICS) and given["urgency"] in row["urgency"]
                 and set(row.get("flags", ())) <= set(given["flags"]) and not (row.get("no_flags") and given["flags"]))
        if not right:
            missed.append({"text": row["text"]} | given)
    return {"sentences": len(rows), "missed": missed}


def measure_speed(session, pieces):
    """Microseconds of its one thread's CPU time for one text of 32 tokens, in batches of 16; the median of 200 runs."""
    ids = np.random.default_rng(0).integers(4, pieces, (SPEED_BATCH, SPEED_TOKENS))
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
    times = []
    for _ in range(220):
        start = time.thread_time()
        session.run(None, feed)
        times.append(time.thread_time() - start)
    return round(float(np.median(times[20:])) / SPEED_BATCH * 1e6)


def rounded(value):
    return None if value is None else round(value, 4) if isinstance(value, float) else value
