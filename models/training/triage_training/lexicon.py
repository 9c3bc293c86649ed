"""Hand-written word lists. A cell holds its words between bars.

`*.tsv` is a dictionary: English, Malay, Indonesian, Chinese. `identity.csv` lists what people are called by origin, faith, gender,
orientation, age, disability or work, by language and grammatical form; words for children are left out, because they do change
what a text is. `people.csv` are harmless sentences about people.
"""

import csv
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicon"
LANGUAGES = ("en", "ms", "id", "zh")


def read_lexicon(folder=FOLDER):
    """Rows {language: [word or short phrase, ...]}, lower case."""
    rows = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                rows.append({language: [word.strip().casefold() for word in (row[language] or "").split("|") if word.strip()]
                             for language in LANGUAGES})
    return rows


WORD = re.compile(r"\w+(?:['’]\w+)?")


class CodeSwitcher:
    """Replaces words of a text by their translations, as people who mix languages do."""

    sources = ("en", "ms", "id")  #: Chinese has no spaces to find words by

    def __init__(self, rows):
        self.translations = {}  # (from, to) -> {phrase as a tuple of words: [translation]}
        for source in self.sources:
            for target in LANGUAGES:
                if source != target:
                    phrases = self.translations[source, target] = {}
                    for row in rows:
                        for phrase in row[source] if row[target] else ():
                            phrases.setdefault(tuple(WORD.findall(phrase)), []).extend(row[target])
        self.longest = max((len(phrase) for phrases in self.translations.values() for phrase in phrases), default=0)

    def switch(self, text, source, random, share=0.8, target=None):
        """Returns `text` in language `source` with `share` of its known phrases in one other language, and that language.

        The longest known phrase at a place is taken.
        """
        target = target or random.choice([language for language in LANGUAGES if language != source])
        phrases = self.translations[source, target]
        found = list(WORD.finditer(text))
        words = [match[0].casefold() for match in found]
        parts, end, place = [], 0, 0
        while place < len(found):
            length = next((length for length in range(min(self.longest, len(found) - place), 0, -1)
                           if tuple(words[place:place + length]) in phrases), 0)
            if length and random.random() < share:
                translated = random.choice(phrases[tuple(words[place:place + length])])
                parts += [text[end:found[place].start()], translated]
                end = found[place + length - 1].end()
            place += max(length, 1)
        return "".join([*parts, text[end:]]), target


class IdentitySwitcher:
    """Replaces the words for a group of people by those for another, of the same form: whom a text is about tells nothing of
    whether it does harm.

    The words of the column `ambiguous` ("black") are put in but never taken out.
    """

    def __init__(self, path=FOLDER / "identity.csv"):
        self.forms = {}  # language -> [(pattern of the words, all words to put in)]
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                words, ambiguous = (row[column].split("|") for column in ("words", "ambiguous"))
                edge = "" if row["language"] == "zh" else r"\b"
                pattern = edge + "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")" + edge
                self.forms.setdefault(row["language"], []).append(
                    (re.compile(pattern, re.IGNORECASE), words + [word for word in ambiguous if word]))

    def switch(self, text, language, random):
        """Returns `text` with each such word replaced by one other word throughout."""
        for pattern, words in self.forms.get(language, ()):
            replaced = {}
            text = pattern.sub(lambda match: replaced.setdefault(match[0].casefold(), random.choice(words)), text)
        return text
