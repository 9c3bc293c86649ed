"""Teaches the encoder its new pieces: a text with words in Malay, Indonesian or Chinese means what it means in English.

MiniLM has read a billion English sentence pairs. Its vector of an English text is the target for that text and for its
word-by-word translation by the dictionary, so new pieces find their places and English keeps its own.
"""

import math
import random
from dataclasses import dataclass

import torch
from torch import nn
from tqdm import tqdm

from .batches import of_like_length, pad
from .encoder import Encoder, mean_over
from .lexicon import CodeSwitcher
from .vocabulary import UNK, encode


@dataclass(frozen=True)
class AlignSettings:
    seed: int = 1
    steps: int = 600
    texts_per_batch: int = 64
    tokens: int = 32  #: longer texts are cut
    learning_rate: float = 5e-5
    piece_rate: float = 1e-3
    plain_share: float = 0.3  #: texts left in English
    piece_dropout: float = 0.05


def sentence_vectors(weights, tokenizer, texts, tokens=48, batch=64):
    """MiniLM's unit vectors, float32 [texts, 384]; `weights`, `tokenizer` as `minilm.read_minilm` gives them."""
    teacher = Encoder(weights["embeddings.word_embeddings.weight"], 0.0).start_from(weights).eval()
    ids = [encoding.ids[:tokens] for encoding in tokenizer.encode_batch(texts)]
    vectors = torch.zeros(len(ids), teacher.places.shape[1])
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for chosen in tqdm(of_like_length(ids, batch), desc="sentence vectors", unit="batch"):
            rows, mask = pad([ids[row] for row in chosen])
            vectors[chosen] = nn.functional.normalize(mean_over(teacher(rows, mask), mask))
    return vectors.numpy()


def align(encoder, tokenizer, texts, vectors, lexicon, settings=AlignSettings()):
    """Trains `encoder` on English `texts` and their translations towards `vectors` (float32 [texts, WIDTH])."""
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)
    switcher = CodeSwitcher(lexicon)
    dense = [weight for name, weight in encoder.named_parameters() if not name.startswith("pieces")]
    optimisers = [torch.optim.AdamW(dense, lr=settings.learning_rate),
                  torch.optim.SparseAdam(list(encoder.pieces.parameters()), lr=settings.piece_rate)]
    schedules = [torch.optim.lr_scheduler.LambdaLR(
        each, lambda step: min(step / 50, 0.5 + 0.5 * math.cos(math.pi * step / settings.steps))) for each in optimisers]

    def variant(text):
        if chance.random() >= settings.plain_share:
            text, _ = switcher.switch(text, "en", chance, share=chance.choice((0.6, 1.0, 1.0)))
        ids = encode(tokenizer, [text])[0][:settings.tokens]
        return [UNK if chance.random() < settings.piece_dropout else piece for piece in ids]

    encoder.train()
    bar = tqdm(range(settings.steps), desc="align", unit="step")
    for step in bar:
        if step % 16 == 0:
            drawn = chance.choices(range(len(texts)), k=16 * settings.texts_per_batch)
            ids = [variant(texts[row]) for row in drawn]
            batches = of_like_length(ids, settings.texts_per_batch)
            chance.shuffle(batches)
        chosen = batches.pop()
        rows, mask = pad([ids[place] for place in chosen])
        with torch.autocast("cpu", torch.bfloat16):
            states = encoder(rows, mask)
        wanted = torch.from_numpy(vectors[[drawn[place] for place in chosen]])
        loss = 1 - nn.functional.cosine_similarity(mean_over(states, mask), wanted).mean()
        encoder.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(dense, 1.0)
        for optimiser, schedule in zip(optimisers, schedules):
            optimiser.step()
            schedule.step()
        if step % 20 == 0:
            bar.set_postfix(loss=f"{loss.item():.3f}")
    return encoder.eval()
