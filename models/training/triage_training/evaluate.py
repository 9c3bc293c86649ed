"""Measures an exported bundle: our test contacts, the public tests, what must come out right, and the speed."""

import json
import time
from pathlib import Path

import numpy as np

from . import metrics
from .calibrate import flags, served_scores
from .export import run
from .labels import HARMS, HEADS, LANGUAGES, TOPICS, URGENCIES
from .vocabulary import encode

CRITICAL = URGENCIES.index("critical")
OFFENCE = [HARMS.index(label) for label in ("harassment", "hate", "violence", "abusive_language")]
SPEED_BATCH, SPEED_TOKENS = 16, 32
SHORT_TOKENS = 14  #: a chat fragment; with [CLS] and [SEP]


class Scorer:
    """Scores texts as the job does: prepared, tokenized, run in ONNX Runtime, calibrated."""

    def __init__(self, prepare, session, tokenizer, heads):
        self.prepare, self.session, self.tokenizer, self.heads = prepare, session, tokenizer, heads

    def scores(self, prepared):
        """{head: probabilities [texts, labels]} of texts that are already prepared."""
        return served_scores(run(self.session, encode(self.tokenizer, prepared)), self.heads)

    def flags(self, scores):
        return flags(scores["harm"], self.heads)


def targets_of(examples):
    """The labels of fully labelled examples: {head: int [examples]}, harm [examples, 9]."""
    return {name: np.array([getattr(example, name) for example in examples]) for name in HEADS}


def evaluate_contacts(scorer, contacts):
    """Figures on our own (synthetic) contacts: all, by language and by kind, and each harm label."""
    scores, wanted = scorer.scores([example.text for example in contacts]), targets_of(contacts)
    flagged = scorer.flags(scores)
    kinds = np.array([example.kind for example in contacts])
    rows = {"all": np.ones(len(contacts), bool)}
    rows |= {f"language:{name}": wanted["language"] == index for index, name in enumerate(LANGUAGES)}
    short = np.array([len(encode(scorer.tokenizer, [example.text])[0]) <= SHORT_TOKENS for example in contacts])
    rows |= {"length:short": short, "length:long": ~short}
    rows |= {f"kind:{kind}": kinds == kind for kind in sorted(set(kinds))}
    figures = {name: contact_figures(wanted, scores, flagged, row) for name, row in rows.items() if row.any()}
    return {"parts": figures, "harm": {label: harm_figures(wanted["harm"][:, index], scores["harm"][:, index],
                                                           flagged[:, index]) for index, label in enumerate(HARMS)},
            "topic": {label: rounded(metrics.f1(wanted["topic"] == index, scores["topic"].argmax(1) == index))
                      for index, label in enumerate(TOPICS)}}


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


def evaluate_topics(scorer, sets):
    """Accuracy and macro-F1 on real public texts whose label maps to one of our topics."""
    figures = {}
    for name, examples in sets.items():
        given = scorer.scores(scorer.prepare([example.text for example in examples]))["topic"].argmax(1)
        wanted = [example.topic for example in examples]
        figures[name] = {"texts": len(examples), "accuracy": rounded(metrics.accuracy(wanted, given)),
                         "macro_f1": rounded(metrics.macro_f1(wanted, given))}
    return figures


def evaluate_offence(scorer, sets):
    """Real public texts, offensive or not: a text counts as found when a label against people is flagged."""
    figures = {}
    for name, (texts, wanted) in sets.items():
        scores = scorer.scores(scorer.prepare(texts))
        given = scorer.flags(scores)[:, OFFENCE].any(axis=1)
        wanted = np.array(wanted, bool)
        figures[name] = {"texts": len(texts), "accuracy": rounded(metrics.accuracy(wanted, given)),
                         "macro_f1": rounded(metrics.macro_f1(wanted, given, labels=(False, True))),
                         "ranking": rounded(metrics.ranking(wanted, scores["harm"][:, OFFENCE].max(1)))}
    return figures


def read_expectations():
    """Sentences and what a person would make of them; never trained on."""
    lines = (Path(__file__).parent / "expectations.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def evaluate_expectations(scorer):
    """The sentences of expectations.jsonl that come out otherwise than a person would send them."""
    rows = read_expectations()
    scores = scorer.scores(scorer.prepare([row["text"] for row in rows]))
    flagged = scorer.flags(scores)
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
    """Microseconds for one text of 32 tokens, in batches of 16 on one thread; the median of 200 runs."""
    ids = np.random.default_rng(0).integers(4, pieces, (SPEED_BATCH, SPEED_TOKENS))
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
    times = []
    for _ in range(220):
        start = time.perf_counter()
        session.run(None, feed)
        times.append(time.perf_counter() - start)
    return round(float(np.median(times[20:])) / SPEED_BATCH * 1e6)


def rounded(value):
    return None if value is None else round(value, 4) if isinstance(value, float) else value
