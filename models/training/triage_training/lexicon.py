"""A small hand-written dictionary of support words: English, Malay, Indonesian, Chinese."""

import csv
import re
from pathlib import Path

LANGUAGES = ("en", "ms", "id", "zh")


def read_lexicon():
    """Rows {language: word or short phrase}."""
    with (Path(__file__).parent / "lexicon.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def groups(rows):
    """Words of one meaning, for the starting vectors: single words, Chinese left out (it is read by character)."""
    return [words for row in rows
            if len(words := list(dict.fromkeys(row[lang] for lang in LANGUAGES[:3] if row[lang].isalpha()))) > 1]


class CodeSwitcher:
    """Replaces words of a text by their translations, as people who mix languages do."""

    def __init__(self, rows):
        self.translations = {}  # (from, to) -> {word: [translation]}
        self.patterns = {}
        for source in ("en", "ms", "id"):
            for target in LANGUAGES:
                if source != target:
                    words = self.translations[source, target] = {}
                    for row in rows:
                        words.setdefault(row[source].casefold(), []).append(row[target])
            words = sorted(self.translations[source, "zh"], key=len, reverse=True)
            self.patterns[source] = re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)

    def switch(self, text, source, random, share=0.8):
        """Returns `text` in language `source` with `share` of its known words in one other language, and that language."""
        target = random.choice([language for language in LANGUAGES if language != source])
        words = self.translations[source, target]

        def translate(match):
            keep = random.random() >= share
            return match[0] if keep else random.choice(words[match[0].casefold()])

        return self.patterns[source].sub(translate, text), target
