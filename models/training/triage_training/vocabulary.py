"""The joined WordPiece vocabulary, its starting vectors, and the tokenizer with the rule for long texts."""

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

RIDGE = 0.1  #: of the map from multilingual to English vectors, as a share of the mean variance
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


def build_vocabulary(multilingual, english, english_tokenizer, contacts, public, lexicon):
    """Joins two vocabularies and our own words, with starting vectors in the English encoder's space.

    `multilingual`, `english`: (pieces, vectors [n, d]) of multilingual BERT and MiniLM; `english_tokenizer`: MiniLM's;
    `contacts`, `public`: training texts; `lexicon`: rows of `lexicon.read_lexicon`. Returns the pieces and their vectors
    [pieces, d of MiniLM]. An English piece keeps its vector. A word of the dictionary starts as its English translations,
    a Chinese character as the words it is part of; every other piece where a linear map from the multilingual vectors
    puts it.
    """
    kept = [piece for piece in english[0] if worth_keeping(piece) and not is_chinese(piece)]
    worthy = [piece for piece in multilingual[0] if worth_keeping(piece)]
    words = own_words(make_tokenizer([*SPECIALS, *dict.fromkeys(kept + worthy)]), contacts, OWN_WORD_CONTACTS)
    words |= own_words(make_tokenizer([*SPECIALS, *dict.fromkeys(kept + worthy)]), public, OWN_WORD_PUBLIC)
    words |= {word for row in lexicon for language in ("en", "ms", "id") for word in row[language] if word.isalpha()}
    full = make_tokenizer([*SPECIALS, *dict.fromkeys([*kept, *worthy, *sorted(words)])])
    seen = Counter()
    for start in tqdm(range(0, len(public), 1000), desc="count pieces", unit="batch"):
        for encoding in full.encode_batch(public[start:start + 1000]):
            seen.update(encoding.tokens)
    for encoding in full.encode_batch(contacts):
        seen.update(encoding.tokens)
    single = {piece for piece in worthy if len(piece.removeprefix("##")) == 1}
    chosen = [piece for piece in worthy if piece in single or seen[piece]] + sorted(words)
    emoji = ["##" + word for word in sorted(words) if not word[0].isalnum()]
    pieces = list(dict.fromkeys([*SPECIALS, *kept, *chosen, *emoji]))
    return pieces, starting_vectors(pieces, multilingual, english, english_tokenizer, lexicon)


def starting_vectors(pieces, multilingual, english, english_tokenizer, lexicon):
    """The vectors of `build_vocabulary`, float32."""
    known = dict(zip(english[0], english[1]))
    meanings = translations(lexicon, known, english_tokenizer)
    row = {piece: index for index, piece in enumerate(multilingual[0])}
    split = make_tokenizer(multilingual[0])
    centred = multilingual[1] - multilingual[1].mean(axis=0)

    def multilingual_vector(piece):
        parts = [piece] if piece in row else split.encode(piece.removeprefix("##"), add_special_tokens=False).tokens
        parts = [row[part] for part in parts if part in row and part != "[UNK]"]
        return centred[parts].mean(axis=0) if parts else np.zeros(centred.shape[1], np.float32)

    sources = np.stack([multilingual_vector(piece) for piece in pieces])
    targets = {piece: known[piece] for piece in pieces if piece in known} | {
        piece: meanings[piece] for piece in pieces if piece in meanings and piece not in known}
    anchored = [index for index, piece in enumerate(pieces) if piece in targets and len(piece) > 2]
    wanted = np.stack([targets[pieces[index]] for index in anchored])
    centre = wanted.mean(axis=0)
    squares = sources[anchored].T @ sources[anchored]
    ridge = RIDGE * np.trace(squares) / len(squares) * np.eye(len(squares))
    mapped = sources @ np.linalg.solve(squares + ridge, sources[anchored].T @ (wanted - centre)) + centre
    for index, piece in enumerate(pieces):
        if piece in SPECIALS or piece in targets and not is_chinese(piece):
            mapped[index] = targets[piece] if piece != "[PAD]" else 0
        elif piece in meanings:
            mapped[index] = (mapped[index] + meanings[piece]) / 2
    return mapped.astype(np.float32)


def translations(lexicon, known, english_tokenizer):
    """{word of any language, or Chinese character: the mean vector of its English translations}."""
    sums, counts = {}, Counter()

    def add(word, vector, weight):
        sums[word] = sums.get(word, 0) + weight * vector
        counts[word] += weight

    for row in lexicon:
        tokens = [english_tokenizer.encode(word, add_special_tokens=False).tokens for word in row["en"]]
        vectors = [known[token] for words in tokens for token in words if token in known]
        if not vectors:
            continue
        meaning = np.mean(vectors, axis=0)
        for word in {*row["en"], *row["ms"], *row["id"]}:
            if word.isalpha():
                add(word, meaning, 1)
        for word in row["zh"]:
            for char in word:
                if is_chinese(char):
                    add(char, meaning, 1 / len(word) ** 2)
    return {word: sums[word] / counts[word] for word in sums}


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
