"""How far two readers of our contacts agree: `python -m triage_training.agreement`.

`models/contacts/readings.tsv` holds for each contact the writer's labels and those of a second reader who saw the text alone;
where they differ, a third reader decided (`decided`), or the contact was dropped.
"""

import csv
from collections import Counter
from pathlib import Path

from .labels import HARMS

READINGS = Path(__file__).parents[2] / "contacts/readings.tsv"


def read_readings(path=READINGS):
    """Rows {id, first, second, decided}; a reading is (topic, urgency, frozenset of harm labels), or None for dropped."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield {"id": row["id"]} | {name: reading(row[name]) for name in ("first", "second", "decided")}


def reading(cell):
    if cell == "dropped":
        return None
    topic, urgency, harm = cell.split("/")
    return topic, urgency, frozenset(label for label in harm.split(",") if label != "-")


def agreement(first, second):
    """Share of equal labels, and Cohen's kappa."""
    count = len(first)
    equal = sum(a == b for a, b in zip(first, second, strict=True)) / count
    left, right = Counter(first), Counter(second)
    chance = sum(left[label] * right[label] for label in left) / count ** 2
    return equal, (equal - chance) / (1 - chance) if chance < 1 else 1.0


def figures(rows):
    first, second = [row["first"] for row in rows], [row["second"] for row in rows]
    found = {"contacts": len(rows)}
    for place, head in enumerate(("topic", "urgency")):
        found[head] = agreement([each[place] for each in first], [each[place] for each in second])
    for label in HARMS:
        found[label] = agreement([label in each[2] for each in first], [label in each[2] for each in second])
    differing = [row for row in rows if row["first"] != row["second"]]
    found["differing"] = len(differing)
    found["first_upheld"] = sum(row["decided"] == row["first"] for row in differing)
    found["dropped"] = sum(row["decided"] is None for row in differing)
    return found


def main():
    found = figures(list(read_readings()))
    for name, value in found.items():
        print(f"{name:18}", f"equal {value[0]:.3f}  kappa {value[1]:.3f}" if isinstance(value, tuple) else value)


if __name__ == "__main__":
    main()
