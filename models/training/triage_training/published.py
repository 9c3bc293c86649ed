"""The recipe on published ground: `python -m triage_training.published --work DIR`.

The same starting encoder, the same two networks and the same teaching of the fast by the deep one, each trained on one
benchmark's own training part alone and measured on its test part, beside what was published for it. None of these
networks is shipped; nothing of them reaches the bundle. With `--from-deep` the deep network starts from the encoder of the
trained one in WORK, as a model owner would who teaches the shipped network labels of their own; its rows say so.
"""

import argparse
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch

from . import metrics
from .calibrate import softmax
from .examples import text_key
from .prepare import COMMAND, Preparer
from .sources import read_csv
from .start import ROOT, load_start, new_deep, new_fast
from .tune import Recipe, predict, tune

OUTSIDE = "outside"  #: the label of a text that belongs to no intent of the set
CLINC_KEPT = 0.005  #: share of in-scope validation texts that the rejection threshold may cost


@dataclass
class Task:
    """One benchmark: (text, label) rows of each part; `dev` only sets a threshold, and is empty where none is needed."""

    name: str
    train: list
    test: list
    dev: list = field(default_factory=list)
    recipe: Recipe = Recipe()
    published: str = ""


def read_tasks(data):
    """All benchmarks below `data`; a training text that is also a test text is dropped."""
    bench, train = data / "benchmarks", data / "train"
    clinc = json.loads((train / "clinc150/data_full.json").read_text(encoding="utf-8"))
    outside = [(text, OUTSIDE) for text, _ in clinc["oos_train"]]
    tasks = [
        Task("banking77", rows(train / "banking77/train.csv", "text", "category"),
             rows(bench / "banking77/test.csv", "text", "category"), recipe=Recipe(epochs=8),
             published="accuracy: BERT tuned .937, ConveRT .930, USE .928, BERT fixed .872"),
        Task("clinc150", [tuple(row) for row in clinc["train"]] + outside * 5,
             [tuple(row) for row in clinc["test"]] + [(text, OUTSIDE) for text, _ in clinc["oos_test"]],
             [tuple(row) for row in clinc["val"]] + [(text, OUTSIDE) for text, _ in clinc["oos_val"]], Recipe(epochs=4),
             "in-scope accuracy / out-of-scope recall: BERT .969/.403, with threshold .962/.523, fastText .890/.097"),
        Task("tweeteval-offensive", tweets(bench / "tweeteval/offensive", "train"), tweets(bench / "tweeteval/offensive", "test"),
             recipe=Recipe(epochs=3, tokens=64), published="macro-F1: BERTweet .795, RoBERTa .795, fastText .734"),
        Task("tweeteval-hate", tweets(bench / "tweeteval/hate", "train"), tweets(bench / "tweeteval/hate", "test"),
             recipe=Recipe(epochs=2, tokens=64), published="macro-F1: BERTweet .564, fastText .506, RoBERTa .466"),
        Task("cold-zh", rows(train / "cold-zh/train.csv", "TEXT", "label"), rows(bench / "cold-zh/test.csv", "TEXT", "label"),
             recipe=Recipe(epochs=2, tokens=64), published="accuracy: COLDetector .81"),
    ]
    for name, best in (("sofmattress", "Dialogflow .732/.54"), ("curekart", "Haptik .803/.12, Dialogflow .750/.55"),
                       ("powerplay11", "Haptik .665/.11, Dialogflow .596/.25")):
        tasks.append(Task(f"hint3-{name}", rows(bench / f"hint3/v1/train/{name}_train.csv", "sentence", "label"),
                          [(text, OUTSIDE if label == "NO_NODES_DETECTED" else label)
                           for text, label in rows(bench / f"hint3/v1/test/{name}_test.csv", "sentence", "label")],
                          recipe=Recipe(epochs=30, mistyped=0.3), published=f"in-scope accuracy / out-of-scope recall: {best}"))
    for task in tasks:
        held_out = {text_key(text) for text, _ in [*task.test, *task.dev]}
        task.train = [(text, label) for text, label in task.train if text_key(text) not in held_out]
    return tasks


def rows(path, text, label):
    return [(row[text], row[label]) for row in read_csv(path)]


def tweets(folder, part):
    texts = (folder / f"{part}_text.txt").read_text(encoding="utf-8").splitlines()
    labels = (folder / f"{part}_labels.txt").read_text().split()
    return list(zip(texts, labels, strict=True))


def figures_of(task, labels, logits, dev_logits):
    """What is published for the set: accuracy, macro-F1, or in-scope accuracy with out-of-scope recall."""
    place = {label: index for index, label in enumerate(labels)}
    wanted = np.array([place.get(label, -1) for _, label in task.test])
    given = logits.argmax(1)
    if task.name.startswith("tweeteval"):
        return {"macro_f1": metrics.macro_f1(wanted, given)}
    if not task.name.startswith(("clinc", "hint3")):
        return {"accuracy": metrics.accuracy(wanted, given)}
    outside = np.array([label == OUTSIDE for _, label in task.test])
    if task.name.startswith("hint3"):
        rejected = softmax(logits).max(1) < 0.1
    else:
        rejected = rejected_by_dev(logits, dev_logits, np.array([label == OUTSIDE for _, label in task.dev]), place[OUTSIDE])
    right = (given == wanted) & ~rejected
    return {"in_scope_accuracy": float(right[~outside].mean()), "out_of_scope_recall": float(rejected[outside].mean())}


def rejected_by_dev(logits, dev_logits, dev_outside, place):
    """Whether each text is taken for one outside: it looks most like the outside ones of training, or its confidence is below
    what CLINC_KEPT of the in-scope texts of dev fall below. Of several confidences the one that finds most on dev is taken."""
    def inside(values):
        return np.delete(values, place, axis=1)

    confidences = {
        "probability": lambda values: inside(softmax(values)).max(1),
        "logit": lambda values: inside(values).max(1),
        "margin": lambda values: inside(values).max(1) - values[:, place],
        "energy": lambda values: np.log(np.exp(inside(values)).sum(1)),
    }
    best = None
    for name, confidence in confidences.items():
        dev = confidence(dev_logits)
        threshold = np.quantile(dev[~dev_outside], CLINC_KEPT)
        found = ((dev < threshold) | (dev_logits.argmax(1) == place))[dev_outside].mean()
        if best is None or found > best[0]:
            best = found, name, threshold
    print(f"confidence taken on dev: {best[1]}, finds {best[0]:.3f} there", flush=True)
    return (confidences[best[1]](logits) < best[2]) | (logits.argmax(1) == place)


def run_task(task, start, encoder, prepare, seed):
    """Figures of the deep and the fast network on one benchmark; `encoder` are the weights the deep one starts from."""
    random.Random(seed).shuffle(task.train)
    labels = sorted({label for _, label in task.train})
    place = {label: index for index, label in enumerate(labels)}
    parts = {name: prepare([text for text, _ in getattr(task, name)]) if getattr(task, name) else []
             for name in ("train", "dev", "test")}
    targets = np.array([place[label] for _, label in task.train])
    torch.manual_seed(seed)
    deep = new_deep(start, {"label": len(labels)})
    deep.encoder.load_state_dict(encoder)
    tune(deep, start.tokenizer, parts["train"], targets, task.recipe, seed)
    answers = predict(deep, start.tokenizer, parts["train"])
    fast = tune(new_fast(start, {"label": len(labels)}), start.tokenizer, parts["train"], targets, task.recipe.of_fast(), seed,
                answers=answers["label"])
    figures = {}
    for name, network in (("deep", deep), ("fast", fast)):
        logits = {part: predict(network, start.tokenizer, parts[part])["label"] for part in ("dev", "test") if parts[part]}
        figures[name] = {key: round(value, 4) for key, value in figures_of(task, labels, logits["test"], logits.get("dev")).items()}
    return figures


def table(found):
    """The figures as a Markdown table."""
    lines = ["# The recipe on published ground", "", "Printed by `python -m triage_training.published`; what each column means stands there.",
             "", "| benchmark | figure | deep | fast | published |", "|---|---|---|---|---|"]
    for name, row in found.items():
        for figure, value in row["deep"].items():
            lines.append(f"| {name} | {figure.replace('_', ' ')} | {value:.3f} | {row['fast'][figure]:.3f} | {row['published']} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(prog="python -m triage_training.published", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder with the starting encoder, as the main command left it")
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data")
    parser.add_argument("--prepare", default=COMMAND)
    parser.add_argument("--only", nargs="*", help="names of benchmarks")
    parser.add_argument("--from-deep", action="store_true", help="start from WORK/deep.pt, not from the aligned encoder")
    parser.add_argument("--out", type=Path, default=ROOT / "models/measured/published.json")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    start = load_start(arguments.work)
    encoder = start.encoder
    if arguments.from_deep:
        trained = torch.load(arguments.work / "deep.pt")
        encoder = {name.removeprefix("encoder."): value for name, value in trained.items() if name.startswith("encoder.")}
    prepare = Preparer(ROOT, arguments.prepare)
    found = json.loads(arguments.out.read_text()) if arguments.out.exists() else {}
    for task in read_tasks(arguments.data):
        if arguments.only and task.name not in arguments.only:
            continue
        name = task.name + (", from the trained deep network" if arguments.from_deep else "")
        found[name] = run_task(task, start, encoder, prepare, arguments.seed) | {"published": task.published}
        print(name, json.dumps(found[name]), flush=True)
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        arguments.out.with_suffix(".md").write_text(table(found), encoding="utf-8")


if __name__ == "__main__":
    main()
