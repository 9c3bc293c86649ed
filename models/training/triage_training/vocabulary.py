"""The pruned WordPiece vocabulary, its starting vectors, and the tokenizer with the rule for long texts."""

import re
import unicodedata
from collections import Counter

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing
from tqdm import tqdm

SPECIALS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")  # their ids are their places
PAD, UNK, CLS, SEP = range(4)

SIZE = 34_000  #: pieces kept of 119,547, before our own words are added
REDUCED = 320  #: dimensions of the starting vectors, of 768
MAX_TOKENS = 256  #: with [CLS] and [SEP]
HEAD_PIECES, TAIL_PIECES = 160, 94  #: what is kept of a text longer than that

OWN_WORD_CONTACTS = 3  #: a word split in pieces becomes a piece itself after so many of our contacts,
OWN_WORD_PUBLIC = 40  #: or so many public texts
NORMALISER = BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=False, lowercase=True)


def make_tokenizer(pieces):
    """A Hugging Face WordPiece tokenizer over `pieces`; ids are positions."""
    ids = {piece: index for index, piece in enumerate(pieces)}
    tokenizer = Tokenizer(WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = NORMALISER
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", ids["[CLS]"]), ("[SEP]", ids["[SEP]"])])
    return tokenizer


def encode(tokenizer, texts):
    """Ids of each text, [CLS] and [SEP] included, at most MAX_TOKENS: a long text keeps its head and its tail."""
    return [shorten(encoding.ids) for encoding in tokenizer.encode_batch(texts)]


def shorten(ids):
    if len(ids) <= MAX_TOKENS:
        return ids
    pieces = ids[1:-1]
    return [ids[0], *pieces[:HEAD_PIECES], *pieces[-TAIL_PIECES:], ids[-1]]


def build_vocabulary(pieces, vectors, contacts, public, groups):
    """Prunes the full vocabulary and adds our own words.

    `pieces`, `vectors`: all pieces and their vectors [n, 768]; `contacts`, `public`: training texts; `groups`: lists
    of single words of one meaning across languages. Returns the kept pieces and their vectors [pieces, REDUCED]: those of
    a new word are the mean of its parts, drawn half way to the mean of the words that mean the same.
    """
    full = make_tokenizer(pieces)
    seen = Counter()
    for start in tqdm(range(0, len(public), 1000), desc="count pieces", unit="batch"):
        for encoding in full.encode_batch(public[start:start + 1000]):
            seen.update(encoding.tokens)
    for encoding in full.encode_batch(contacts):
        seen.update(encoding.tokens)
    ranked = [piece for piece, _ in seen.most_common()] + [piece for piece in pieces if worth_keeping(piece)]
    kept = list(dict.fromkeys([*SPECIALS, *ranked]))[:SIZE]

    words = own_words(full, contacts, OWN_WORD_CONTACTS) | own_words(full, public, OWN_WORD_PUBLIC)
    words |= {word for group in groups for word in group if not is_chinese(word)}
    words = sorted(words - set(kept))
    row = {piece: index for index, piece in enumerate(pieces)}
    centred = vectors - vectors[[row[piece] for piece in kept]].mean(axis=0)

    def parts(word):
        known = [row[piece] for piece in full.encode(word, add_special_tokens=False).tokens if piece != "[UNK]"]
        return centred[known].mean(axis=0) if known else np.zeros(vectors.shape[1], vectors.dtype)

    meaning = {}
    for group in groups:
        centre = np.mean([parts(word) for word in group], axis=0)
        meaning.update((word, centre) for word in group)
    added = [(parts(word) + meaning.get(word, parts(word))) / 2 for word in words]
    emoji = [word for word in words if not word[0].isalnum()]
    pieces_out = kept + words + ["##" + word for word in emoji]
    added += [added[words.index(word)] for word in emoji]
    return pieces_out, reduce(np.vstack([centred[[row[piece] for piece in kept]], *added]))


def reduce(vectors):
    """`vectors` [n, 768] on their first REDUCED principal axes, float32: training need not carry the rest."""
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    return (vectors @ axes[:, ::-1][:, :REDUCED]).astype(np.float32)


def worth_keeping(piece):
    """Lower-case pieces of scripts that people write to us in; `##` before Chinese never occurs."""
    body = piece.removeprefix("##")
    if piece in SPECIALS or re.fullmatch(r"\[.*\]", piece) or body != body.lower():
        return False
    if is_chinese(body):
        return not piece.startswith("##")
    return len(body) == 1 or all("LATIN" in unicodedata.name(char, "") for char in body)


def own_words(full, texts, minimum):
    """Words and emoji, found in at least `minimum` texts, that the full vocabulary splits or does not know."""
    found = Counter()
    for text in texts:
        found.update({word for word, _ in BertPreTokenizer().pre_tokenize_str(NORMALISER.normalize_str(text))})
    words = [word for word, count in found.items() if count >= minimum and 2 <= len(word) <= 20 and word.isalpha()]
    words += emoji_of(found, minimum)
    encodings = full.encode_batch(words, add_special_tokens=False)
    return {word for word, encoding in zip(words, encodings) if len(encoding.ids) > 1 or "[UNK]" in encoding.tokens}


def emoji_of(found, minimum):
    """Single symbols (Unicode "So") in at least `minimum` of the counted words."""
    symbols = Counter()
    for word, count in found.items():
        for char in set(word):
            if unicodedata.category(char) == "So":
                symbols[char] += count
    return [symbol for symbol, count in symbols.items() if count >= minimum]


def is_chinese(text):
    return any("\u4e00" <= char <= "\u9fff" for char in text)
