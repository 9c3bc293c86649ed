"""Copies of a text as people write to slip past filters, and as mail programs dress it. Labels stay true.

The copies are made of raw texts, before the job's own preparation: what that undoes (zero-width characters, full-width
letters, HTML) the network need not learn, what it leaves (leet, look-alikes, spacing, homophones) it must.
"""

import html
from collections import defaultdict
from random import Random

from pypinyin import lazy_pinyin

LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "b": "8", "g": "9", "l": "1"}
LOOK_ALIKES = {"a": "аα", "e": "еε", "i": "іι", "o": "оο", "c": "с", "p": "рρ", "x": "хχ", "y": "у", "k": "кκ", "s": "ѕ",
               "h": "һ", "t": "т", "n": "п", "u": "υ", "v": "ν", "b": "Ь", "m": "м"}
EMOJI = {"a": ["🅰️"], "b": ["🅱️"], "o": ["⭕"], "i": ["ℹ️"], "m": ["Ⓜ️"], "p": ["🅿️"], "x": ["❌"], "s": ["💲"], "t": ["✝️"]}
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
SEPARATORS = (" ", ".", "-", "_", "*", "·")
SHORTEST = 3  #: letters of a word that is worth hiding


def leet(text, random):
    return each_word(text, random, 0.4, lambda word: swap(word, LEET, random, 0.7))


def look_alikes(text, random):
    return each_word(text, random, 0.5, lambda word: swap(word, LOOK_ALIKES, random, 0.5))


def emoji_letters(text, random):
    return each_word(text, random, 0.25, lambda word: swap(word, EMOJI, random, 0.5))


def spaced(text, random):
    def space(word):
        return random.choice(SEPARATORS).join(word)

    return each_word(text, random, 0.25, space)


def zero_width(text, random):
    return each_word(text, random, 0.6, lambda word: "".join(
        char + (random.choice(ZERO_WIDTH) if random.random() < 0.4 else "") for char in word))


def drawn_out(text, random):
    def draw(word):
        at = random.randrange(1, len(word))
        return word[:at] + word[at] * random.randint(2, 5) + word[at + 1:]

    return each_word(text, random, 0.3, draw)


def masked(text, random):
    """One letter inside a word becomes a star or so: k*ll."""
    def mask(word):
        at = random.randrange(1, len(word) - 1)
        return word[:at] + random.choice("*#.x_") + word[at + 1:]

    return each_word(text, random, 0.25, mask)


def full_width(text, random):
    return each_word(text, random, 0.5, lambda word: "".join(
        chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in word))


def pinyin(text, random):
    """Some Chinese characters as their sound in Latin letters."""
    return "".join(lazy_pinyin(char)[0] if is_chinese(char) and random.random() < 0.12 else char for char in text)


class Homophones:
    """Replaces Chinese characters by others of the same sound, taken from `texts`."""

    def __init__(self, texts):
        self.sound = {char: lazy_pinyin(char)[0] for char in sorted({char for text in texts for char in text}) if is_chinese(char)}
        self.same = defaultdict(list)
        for char, sound in self.sound.items():
            self.same[sound].append(char)

    def __call__(self, text, random):
        return "".join(random.choice(self.same[self.sound[char]]) if char in self.sound and random.random() < 0.12 else char
                       for char in text)


def split_characters(text, random):
    """A mark between Chinese characters: 自.杀."""
    mark = random.choice((" ", ".", "*", "、", "|"))
    return "".join(char + mark if is_chinese(char) and random.random() < 0.3 else char for char in text)


LATIN = (leet, look_alikes, emoji_letters, spaced, zero_width, drawn_out, masked, full_width)


def obfuscate(text, language, random, homophones):
    """One obfuscated copy of `text`: in Chinese by sound or marks, else by one of `LATIN`."""
    if language == "zh":
        return random.choice((pinyin, homophones, split_characters, zero_width))(text, random)
    return random.choice(LATIN)(text, random)


def as_mail(text, random, quotable):
    """`text` as HTML mail, below a greeting and after small talk, with an older mail quoted below."""
    lead = [line for line in random.sample(quotable, min(2, len(quotable)))] if random.random() < 0.5 else []
    body = "".join(f"<p>{html.escape(line)}</p>" for line in [*lead, *text.split("\n")] if line.strip())
    quote = f"<blockquote>{html.escape(random.choice(quotable))}</blockquote>" if quotable and random.random() < 0.5 else ""
    return f"<html><body><div style=\"font-family:Arial\">{body}</div>{quote}</body></html>"


def long_thread(text, random, quotable):
    """`text` as the last line of a long message."""
    return "\n\n".join([*random.sample(quotable, min(random.randint(2, 4), len(quotable))), text])


def variants(text, language, seed, homophones, quotable):
    """Two raw copies of a training text, one hidden and one hidden otherwise or dressed as mail or thread."""
    random = Random(f"{seed} {text}")
    dress = random.choice((as_mail, long_thread)) if quotable and random.random() < 0.35 else None
    second = dress(text, random, quotable) if dress else obfuscate(text, language, random, homophones)
    return obfuscate(text, language, random, homophones), second


def each_word(text, random, share, change):
    """`text` with `share` of its words of Latin letters, at least one, changed."""
    words = text.split(" ")
    able = [index for index, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha() and word.isascii()]
    for index in able:
        if random.random() < share or len(able) == 1:
            words[index] = change(words[index])
    return " ".join(words)


def swap(word, letters, random, share):
    """`word` with `share` of the letters that `letters` knows replaced by one of their disguises."""
    return "".join(random.choice(letters[char.lower()]) if char.lower() in letters and random.random() < share else char
                   for char in word)


def is_chinese(char):
    return "\u4e00" <= char <= "\u9fff"
