"""The starting point of every network: vocabulary, starting vectors, and the encoder that has learned its new pieces."""

import pickle
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import torch

from . import lexicon, mbert, minilm, vocabulary
from .align import align, sentence_vectors
from .encoder import DeepNetwork, Encoder
from .fast import FastNetwork
from .labels import LANGUAGES, OUTPUTS

ROOT = Path(__file__).parents[3]
ENGLISH_PER_SOURCE = 3000  #: texts of one public source that the alignment reads
DROPOUT = 0.1
FAST_DROPOUT = 0.3


@dataclass
class Start:
    """`tokenizer`, `vectors` float32 [pieces, 384] after the alignment, `encoder`: the aligned encoder's weights."""

    tokenizer: object
    vectors: torch.Tensor
    encoder: dict


def make_start(examples, work):
    """Builds the vocabulary, aligns the encoder on the English texts of the training part, and keeps both in `work`."""
    training = [example for example in examples if example.part == "train"]
    rows = lexicon.read_lexicon()
    weights, english_tokenizer = minilm.read_minilm()
    known = english_tokenizer.get_vocab()
    pieces, vectors = vocabulary.build_vocabulary(
        mbert.read_word_embeddings(), (sorted(known, key=known.get), weights[minilm.WORDS]), english_tokenizer,
        [example.text for example in training if example.source == "contacts"],
        [example.text for example in training if example.source != "contacts"], rows)
    texts = english_texts(training)
    encoder = Encoder(vectors, DROPOUT).start_from(weights)
    encoder = align(encoder, vocabulary.make_tokenizer(pieces), texts,
                    sentence_vectors(weights, english_tokenizer, texts), rows)
    work.mkdir(parents=True, exist_ok=True)
    (work / "pieces.pickle").write_bytes(pickle.dumps(pieces))
    torch.save(encoder.state_dict(), work / "encoder.pt")
    return load_start(work)


def english_texts(training):
    """English texts to align on: our contacts, and the public sources in part."""
    by_source = defaultdict(list)
    for example in training:
        if LANGUAGES[example.language] == "en":
            by_source[example.source].append(example.text[:200])
    return [text for source, texts in sorted(by_source.items())
            for text in (texts * 3 if source == "contacts" else random.Random(5).sample(texts, min(len(texts), ENGLISH_PER_SOURCE)))]


def load_start(work):
    """What `make_start` kept in `work`."""
    if not (work / "encoder.pt").exists():
        raise FileNotFoundError(f"{work} holds no encoder.pt: wanted a folder that `python -m triage_training --work` has filled")
    pieces = pickle.loads((work / "pieces.pickle").read_bytes())
    state = torch.load(work / "encoder.pt")
    return Start(vocabulary.make_tokenizer(pieces), state["pieces.weight"], state)


def new_deep(start, outputs=OUTPUTS):
    """A deep network whose encoder is the aligned one and whose heads are new."""
    encoder = Encoder(start.vectors, DROPOUT)
    encoder.load_state_dict(start.encoder)
    return DeepNetwork(encoder, DROPOUT, outputs)


def new_fast(start, outputs=OUTPUTS):
    """A fast network on the aligned vectors, reduced."""
    return FastNetwork(start.vectors - start.vectors.mean(dim=0), FAST_DROPOUT, outputs)
