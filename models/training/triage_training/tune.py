"""Trains a network with one head on one labelled set, and asks networks for their answers."""

import math
import random
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import nn
from tqdm import tqdm

from .augment import mistype
from .batches import of_like_length, pad
from .train import TEMPERATURE, drop_pieces
from .vocabulary import encode

POOL = 16  #: batches drawn together and sorted by length


@dataclass(frozen=True)
class Recipe:
    """How one set is learned."""

    epochs: float = 5
    batch: int = 32
    tokens: int = 48  #: longer texts are cut in training
    learning_rate: float = 1.5e-4
    piece_rate: float = 1e-3
    piece_dropout: float = 0.05
    mistyped: float = 0.0  #: share of texts with a typing slip
    half_precision: bool = True
    smoothing: float = 0.1

    def of_fast(self):
        """The same set for the fast network, which is a hundred times cheaper and needs more turns."""
        return replace(self, epochs=max(12, self.epochs * 2), batch=64, learning_rate=2e-3, piece_rate=1e-2, piece_dropout=0.1,
                       mistyped=0.3, half_precision=False)


def tune(network, tokenizer, texts, targets, recipe, seed, answers=None):
    """Trains the head "label" of `network` and all below it on `targets` (int [texts]), and on a teacher's logits `answers`
    (float32 [texts, labels]) where given. Returns it in evaluation mode."""
    chance = random.Random(seed)
    pieces = [module.weight for module in network.modules() if isinstance(module, nn.Embedding) and module.sparse]
    others = [weight for weight in network.parameters() if all(weight is not each for each in pieces)]
    steps = math.ceil(recipe.epochs * len(texts) / recipe.batch)
    optimisers = [torch.optim.AdamW(others, lr=recipe.learning_rate, weight_decay=0.02),
                  torch.optim.SparseAdam(pieces, lr=recipe.piece_rate)]
    warm = max(1, steps // 15)
    schedules = [torch.optim.lr_scheduler.LambdaLR(
        each, lambda step: min(step / warm, 0.5 + 0.5 * math.cos(math.pi * step / steps))) for each in optimisers]
    encoded = encode(tokenizer, texts)
    network.train()
    groups, order = [], []
    bar = tqdm(range(steps), desc="tune", unit="step")
    for step in bar:
        if not groups:
            wanted = POOL * recipe.batch
            while len(order) < wanted:
                order += chance.sample(range(len(texts)), len(texts))
            drawn, order = order[:wanted], order[wanted:]
            ids = [drop_pieces((encode(tokenizer, [mistype(texts[row], chance)])[0] if chance.random() < recipe.mistyped
                                else encoded[row])[:recipe.tokens], recipe.piece_dropout, chance) for row in drawn]
            groups = of_like_length(ids, recipe.batch)
            chance.shuffle(groups)
        group = groups.pop()
        rows, mask = pad([ids[place] for place in group])
        chosen = [drawn[place] for place in group]
        with torch.autocast("cpu", torch.bfloat16, enabled=recipe.half_precision):
            logits = network(rows, mask)["label"]
        logits = logits.float()
        loss = nn.functional.cross_entropy(logits, torch.from_numpy(targets[chosen]), label_smoothing=recipe.smoothing)
        if answers is not None:
            taught = torch.from_numpy(answers[chosen])
            loss = 0.2 * loss + 0.8 * TEMPERATURE ** 2 * nn.functional.kl_div(
                torch.log_softmax(logits / TEMPERATURE, 1), torch.softmax(taught / TEMPERATURE, 1), reduction="batchmean")
        network.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(others, 1.0 if recipe.half_precision else 5.0)
        for optimiser, schedule in zip(optimisers, schedules):
            optimiser.step()
            schedule.step()
        if step % 20 == 0:
            bar.set_postfix(loss=f"{loss.item():.3f}")
    return network.eval()


def predict(network, tokenizer, texts, batch=64, sense=False):
    """Logits {head: float32 [texts, labels]} of prepared texts, in their order; with `sense` also what the heads see."""
    encoded = encode(tokenizer, texts)
    found = {}
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for group in tqdm(of_like_length(encoded, batch), desc="predict", unit="batch"):
            ids, mask = pad([encoded[row] for row in group])
            seen = network.sense(ids, mask)
            answers = {name: head(seen) for name, head in network.heads.items()} | ({"sense": seen} if sense else {})
            for name, values in answers.items():
                found.setdefault(name, np.zeros((len(texts), values.shape[1]), np.float32))[group] = values.float().numpy()
    return found
