"""Trains one network on our contacts and the public sets."""

import math
import random
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from tqdm import tqdm

from . import teacher
from .augment import vary
from .labels import HEADS, LANGUAGES, UNKNOWN, URGENCIES
from .lexicon import CodeSwitcher, read_lexicon
from .model import TriageNetwork, pad
from .vocabulary import UNK, encode


@dataclass(frozen=True)
class Settings:
    """What a training run is made of; the defaults made the released bundle."""

    seed: int = 1
    steps: int = 2600
    contacts_per_batch: int = 40
    public_per_batch: int = 48
    public_weight: float = 0.5  #: of a public text in the loss; one of our contacts weighs 1
    learning_rate: float = 2e-3
    correction_rate: float = 1e-2  #: learning rate of the correction of piece vectors
    weight_decay: float = 0.02
    piece_dropout: float = 0.1  #: share of pieces that become [UNK]
    clip: float = 5.0  #: norm of the gradient
    dropout: float = 0.3
    smoothing: float = 0.05
    loss_weights: tuple = (("topic", 1.0), ("urgency", 0.7), ("harm", 8.0), ("language", 0.6), ("intent", 0.5), ("sense", 6.0))


POOL = 16  #: batches drawn together, then sorted by length, so that short texts are not padded to long ones


def train(vectors, tokenizer, examples, senses, settings=Settings(), progress=True):
    """Returns a `TriageNetwork` in evaluation mode, trained on those of `examples` whose part is train.

    `vectors` are the starting vectors of the pieces, `senses` {text key: the teacher's sentence vector}.
    """
    torch.manual_seed(settings.seed)
    examples = [example for example in examples if example.part == "train"]
    intents = {name: index for index, name in enumerate(sorted({e.intent for e in examples if e.intent}))}
    draws = Draws(tokenizer, examples, intents, senses, settings)
    network = TriageNetwork(vectors, settings.dropout, {"intent": len(intents), "sense": teacher.DIMENSIONS})
    correction = list(network.correction.parameters())
    others = [weight for name, weight in network.named_parameters() if not name.startswith("correction")]
    optimisers = [
        torch.optim.AdamW(others, lr=settings.learning_rate, weight_decay=settings.weight_decay),
        torch.optim.SparseAdam(correction, lr=settings.correction_rate),
    ]
    schedules = [torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: warm_then_cosine(step, settings.steps))
                 for optimiser in optimisers]
    network.train()
    bar = tqdm(draws.batches(), desc="train", unit="step", total=settings.steps, disable=not progress)
    for step, (ids, mask, targets, weights) in enumerate(bar):
        loss = multi_task_loss(network(ids, mask), targets, weights, settings)
        network.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(others, settings.clip)
        for optimiser, schedule in zip(optimisers, schedules):
            optimiser.step()
            schedule.step()
        if step % 50 == 0:
            bar.set_postfix(loss=f"{loss.item():.3f}")
    return network.eval()


def warm_then_cosine(step, steps, warm=100):
    return min(step / warm, 0.5 + 0.5 * math.cos(math.pi * step / steps))


class Draws:
    """Draws varied training batches from labelled texts.

    Contacts come in turn; a public source is drawn by the square root of its size, so that none floods the rest.
    """

    def __init__(self, tokenizer, examples, intents, senses, settings):
        self.tokenizer, self.intents, self.senses, self.settings = tokenizer, intents, senses, settings
        self.chance = random.Random(settings.seed)
        self.switcher = CodeSwitcher(read_lexicon())
        contacts = [example for example in examples if example.source == "contacts"]
        self.quotable = [example.text for example in contacts
                         if URGENCIES[example.urgency] == "low" and not any(example.harm) and len(example.text) < 200]
        self.turn = endless(contacts, self.chance)
        self.sources = defaultdict(list)
        for example in examples:
            if example.source != "contacts":
                self.sources[example.source].append(example)

    def batches(self):
        """Yields (ids, mask, targets {head: labels}, weights [batch]) once a step."""
        steps, contacts, public = (
            self.settings.steps, self.settings.contacts_per_batch, self.settings.public_per_batch)
        names = sorted(self.sources)
        shares = [math.sqrt(len(self.sources[name])) for name in names]
        size = contacts + public
        for start in range(0, steps, POOL):
            drawn = [next(self.turn) for _ in range(POOL * contacts)]
            drawn += [self.chance.choice(self.sources[name]) for name in
                      self.chance.choices(names, shares, k=POOL * public)]
            rows = sorted((self.row(example) for example in drawn), key=lambda row: len(row[1]))
            places = list(range(0, len(rows), size))
            self.chance.shuffle(places)
            for place in places[:steps - start]:
                yield self.batch(rows[place:place + size])

    def row(self, example):
        """The example, the ids of a variant of its text, and the language of the variant."""
        quotable = self.quotable if example.source == "contacts" else ()
        text, language = vary(example.text, LANGUAGES[example.language], self.chance, self.switcher, quotable)
        ids = drop_pieces(encode(self.tokenizer, [text])[0], self.settings.piece_dropout, self.chance)
        return example, ids, LANGUAGES.index(language) if language else UNKNOWN

    def batch(self, rows):
        ids, mask = pad([pieces for _, pieces, _ in rows])
        examples = [example for example, _, _ in rows]
        nothing = np.zeros(teacher.DIMENSIONS, np.float32)
        targets = {
            "topic": torch.tensor([example.topic for example in examples]),
            "urgency": torch.tensor([example.urgency for example in examples]),
            "harm": torch.tensor([example.harm for example in examples]),
            "language": torch.tensor([language for _, _, language in rows]),
            "intent": torch.tensor([self.intents.get(example.intent, UNKNOWN) for example in examples]),
            "sense": torch.from_numpy(np.array([self.senses.get(example.key, nothing) for example in examples])),
        }
        return ids, mask, targets, torch.tensor([
            1.0 if example.source == "contacts" else self.settings.public_weight for example in examples])


def endless(items, chance):
    while True:
        yield from chance.sample(items, len(items))


def drop_pieces(ids, share, chance):
    return [ids[0], *(UNK if chance.random() < share else piece for piece in ids[1:-1]), ids[-1]]


def multi_task_loss(logits, targets, weights, settings):
    """The weighted sum of the heads' losses; an unknown label counts nothing."""
    total = 0.0
    for head, factor in settings.loss_weights:
        target = targets[head]
        if head == "sense":
            known = target.any(dim=1).float()
            losses = 1 - nn.functional.cosine_similarity(logits[head], target, dim=1)
        elif head == "harm":
            known = (target != UNKNOWN).float() * weights.unsqueeze(1)
            losses = nn.functional.binary_cross_entropy_with_logits(
                logits[head], target.clamp(min=0).float(), reduction="none")
        else:
            known = (target != UNKNOWN).float() * weights
            losses = nn.functional.cross_entropy(
                logits[head], target, ignore_index=UNKNOWN, label_smoothing=settings.smoothing, reduction="none")
            if head == "urgency":
                losses = losses + ordinal_distance(logits[head], target.clamp(min=0))
        total = total + factor * (losses * known).sum() / known.sum().clamp(min=1)
    return total


def ordinal_distance(logits, target):
    """Squared distance between the cumulated distributions: a miss by two steps costs more than by one. [batch]"""
    steps = torch.arange(len(HEADS["urgency"]))
    wanted = (steps >= target.unsqueeze(1)).float()
    return (torch.softmax(logits, dim=1).cumsum(dim=1) - wanted).square().sum(dim=1)
