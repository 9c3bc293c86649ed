"""Fills the model card's template with the measured figures."""

from pathlib import Path
from string import Template

TEMPLATE = Path(__file__).parent / "MODEL_CARD.template.md"


def write_card(path, figures, pieces):
    """`figures` is what goes into metrics.json; `pieces` is the size of the vocabulary."""
    contacts = figures["contacts"]
    missed = figures["expectations"]["missed"]
    text = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        pieces=f"{pieces:,}",
        training_texts=f"{figures['data']['training_texts']:,}",
        training_contacts=f"{figures['data']['training_contacts']:,}",
        dropped=f"{figures['data']['dropped_overlaps_and_repeats']:,}",
        microseconds=figures["speed"]["microseconds_per_text"],
        contact_table=table(contacts["parts"], "part", (
            "contacts", "topic_accuracy", "topic_macro_f1", "urgency_accuracy", "urgency_macro_f1",
            "critical_recall", "critical_precision", "harm_macro_f1", "harmless_flagged", "language_accuracy")),
        harm_table=table(contacts["harm"], "label", ("positives", "recall", "precision", "f1", "ranking")),
        topic_table=table({name: {"f1": value} for name, value in contacts["topic"].items()}, "topic", ("f1",)),
        public_topics=table(figures["public_topics"], "set", ("texts", "accuracy", "macro_f1")),
        public_offence=table(figures["public_offence"], "set", ("texts", "accuracy", "macro_f1", "ranking")),
        expectations=f"{figures['expectations']['sentences'] - len(missed)} of {figures['expectations']['sentences']}",
        missed="".join(f"\n- {row['text']!r}: {row['topic']}, {row['urgency']}, {row['flags']}" for row in missed),
    )
    path.write_text(text, encoding="utf-8")


def table(rows, first, columns):
    """A Markdown table of {name: {column: figure}}."""
    lines = ["| " + " | ".join([first, *(column.replace("_", " ") for column in columns)]) + " |",
             "|---" * (len(columns) + 1) + "|"]
    lines += ["| " + " | ".join([name, *(figure(row[column]) for column in columns)]) + " |"
              for name, row in rows.items()]
    return "\n".join(lines)


def figure(value):
    return "–" if value is None else f"{value:.3f}" if isinstance(value, float) else f"{value:,}"
