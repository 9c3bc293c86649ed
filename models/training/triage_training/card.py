"""Fills the model card's template with the measured figures."""

from pathlib import Path
from string import Template

from .calibrate import PRECISION, SAFETY_PRECISION
from .labels import SAFETY
from .scorer import TIERS

TEMPLATE = Path(__file__).parent / "MODEL_CARD.template.md"


def write_card(path, figures, pieces):
    """`figures` is what goes into metrics.json; `pieces` is the size of the vocabulary."""
    contacts, cascade = figures["contacts"], figures["contacts"]["cascade"]
    missed, speed = figures["expectations"]["missed"], figures["speed"]["microseconds_per_text"]
    columns = ("contacts", "topic_accuracy", "topic_macro_f1", "urgency_accuracy", "urgency_macro_f1", "critical_recall",
               "critical_precision", "harm_macro_f1", "harmless_flagged", "topic_calibration_error", "language_accuracy")
    main = ["all", *(name for name in cascade["parts"] if name.startswith("language:"))]
    text = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        pieces=f"{pieces:,}",
        training_texts=f"{figures['data']['training_texts']:,}",
        training_contacts=f"{figures['data']['training_contacts']:,}",
        dropped=f"{figures['data']['dropped_overlaps_and_repeats']:,}",
        precision=PRECISION, safety_precision=SAFETY_PRECISION,
        fast_microseconds=speed["fast"], deep_microseconds=f"{speed['deep']:,}",
        deep_share=f"{100 * cascade['deep_share']:.1f} %",
        tier_table=table({f"{part}, {tier}": contacts[tier]["parts"][part] for part in main for tier in TIERS}, "part, tier", columns),
        contact_table=table(cascade["parts"], "part", columns),
        harm_table=table(cascade["harm"], "label", ("positives", "recall", "precision", "f1", "ranking")),
        safety_table=table({label: {tier: contacts[tier]["harm"][label]["recall"] for tier in TIERS} for label in SAFETY},
                           "label", TIERS),
        topic_table=table({name: {"f1": value} for name, value in cascade["topic"].items()}, "topic", ("f1",)),
        hidden_table=table({way: {tier: figures["hidden"][tier][way]["kept"] for tier in TIERS} | {
            "labels": row["labels"]} for way, row in figures["hidden"]["cascade"].items()}, "way", ("labels", *TIERS)),
        public_topics=by_tier(figures["public_topics"], ("texts", "accuracy", "macro_f1")),
        public_offence=by_tier(figures["public_offence"], ("texts", "accuracy", "macro_f1", "ranking")),
        identity_table=by_tier(figures["identity"], ("texts", "flagged", "gap")),
        expectations=f"{figures['expectations']['sentences'] - len(missed)} of {figures['expectations']['sentences']}",
        missed="".join(f"\n- {row['text']!r}: {row['topic']}, {row['urgency']}, {row['flags']}" for row in missed),
    )
    path.write_text(text, encoding="utf-8")


def by_tier(figures, columns):
    return table({f"{name}, {tier}": figures[tier][name] for name in figures["cascade"] for tier in TIERS}, "set, tier", columns)


def table(rows, first, columns):
    """A Markdown table of {name: {column: figure}}."""
    lines = ["| " + " | ".join([first, *(column.replace("_", " ") for column in columns)]) + " |",
             "|---" * (len(columns) + 1) + "|"]
    lines += ["| " + " | ".join([name, *(figure(row[column]) for column in columns)]) + " |"
              for name, row in rows.items()]
    return "\n".join(lines)


def figure(value):
    return "–" if value is None else f"{value:.3f}" if isinstance(value, float) else f"{value:,}"
