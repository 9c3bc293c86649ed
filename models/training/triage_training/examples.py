"""One labelled text, the split by hash, and the check that nothing held out is trained on."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field

from .labels import HARMS, UNKNOWN

LINK = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
HANDLE = re.compile(r"@\w+")
DIGIT = re.compile(r"\d")
SPACE = re.compile(r"\s+")

ALL_UNKNOWN = (UNKNOWN,) * len(HARMS)


@dataclass
class Example:
    """A text and its labels as indices into `labels`; UNKNOWN where the source does not say.

    `harm` holds 1, 0 or UNKNOWN for each harm label, `near` 1 for those that the text could be taken for and does not have. `part` is train, dev or test. `source` is "contacts" for our own.
    `raw` is the text before it is prepared, `variants` are copies of it in which words are hidden, only for training.
    `intent` is the source's own label: more than 300 of them, finer than our topics, teach the network side by side.
    """

    text: str
    source: str
    part: str = "train"
    topic: int = UNKNOWN
    urgency: int = UNKNOWN
    harm: tuple = ALL_UNKNOWN
    near: tuple = (0,) * len(HARMS)
    language: int = UNKNOWN
    kind: str = ""
    intent: str = ""
    variants: tuple = ()
    key: str = field(default="", repr=False)
    raw: str = field(default="", repr=False)

    def __post_init__(self):
        self.key = self.key or text_key(self.text)
        self.raw = self.raw or self.text


def text_key(text):
    """SHA-256 (hex) of the text without its accidents: NFKC, case-fold, no links, no handles, digits to 0."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = HANDLE.sub(" ", LINK.sub(" ", text))
    text = SPACE.sub(" ", DIGIT.sub("0", text)).strip()
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def part_of(key):
    """The part a text belongs to by its key: 80 % train, 10 % dev, 10 % test."""
    percentile = int(key[:8], 16) % 100
    return "train" if percentile < 80 else "dev" if percentile < 90 else "test"


def drop_overlaps(examples, held_out):
    """Takes out of the training part every text that is also held out, and repeated texts of one source.

    `held_out` is the set of keys of all benchmark texts and of every dev and test part. Returns the examples that
    stay and how many were dropped.
    """
    seen, kept = set(), []
    for example in examples:
        repeated = (example.source, example.key) in seen
        if repeated or example.part == "train" and example.key in held_out:
            continue
        seen.add((example.source, example.key))
        kept.append(example)
    return kept, len(examples) - len(kept)


def check_no_overlap(examples, held_out):
    """Fails the build when a text of the training part is held out anywhere."""
    leaks = [example for example in examples if example.part == "train" and example.key in held_out]
    if leaks:
        raise ValueError(f"{len(leaks)} training texts are held out, the first of {leaks[0].source}: {leaks[0].text!r}")
