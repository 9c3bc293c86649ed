"""Trains a network, deep or fast, on our contacts and the public sets; the fast one also on what the deep one says."""

import math
import random
from collections import defaultdict
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from torch import nn
from tqdm import tqdm

from .augment import vary
from .batches import of_like_length, pad
from .labels import HEADS, LANGUAGES, UNKNOWN, URGENCIES
from .lexicon import CodeSwitcher, IdentitySwitcher
from .vocabulary import UNK, encode

@dataclass(frozen=True)
class Settings:
    """What a training run is made of."""

    seed: int = 1
    steps: int = 2600
    contacts_per_batch: int = 40
    public_per_batch: int = 48
    public_weight: float = 0.5  #: of a public text in the loss; one of our contacts weighs 1
    learning_rate: float = 2e-3
    encoder_rate: float = 2e-4  #: learning rate of pretrained layers
    piece_rate: float = 1e-2  #: learning rate of the piece vectors
    weight_decay: float = 0.02
    piece_dropout: float = 0.1  #: share of pieces that become [UNK]
    clip: float = 5.0  #: norm of the gradient
    smoothing: float = 0.05
    half_precision: bool = False  #: bfloat16 in the forward and backward pass
    tokens: int = 256  #: longer texts are cut in training
    left_out: tuple = ()  #: public sources that are not worth their time
    people_share: float = 0.08  #: of the public texts that are harmless sentences about people

    loss_weights: dict = field(default_factory=lambda: {
        "topic": 1.0, "urgency": 0.7, "harm": 8.0, "language": 0.6, "intent": 0.5, "sense": 6.0})
    taught_share: float = 0.7  #: of the loss of a head that the teacher's answer decides, where there is one

#: Found best on dev for each network.
DEEP = Settings(steps=2200, contacts_per_batch=48, public_per_batch=12, learning_rate=1e-3, encoder_rate=2e-4, piece_rate=1e-3,
                clip=1.0, piece_dropout=0.05, half_precision=True, tokens=96, left_out=("cfpb-2k",),
                loss_weights={"topic": 1.0, "urgency": 1.0, "harm": 8.0, "language": 0.3, "intent": 0.5})
FAST = Settings(steps=7000, loss_weights={"topic": 1.0, "urgency": 0.7, "harm": 8.0, "language": 2.0, "intent": 0.5, "sense": 6.0})

#: A short second run at a quarter of the rates: who is named says nothing of harm.
DEEP_FAIR = replace(DEEP, seed=2, steps=300, public_per_batch=24, people_share=0.5, learning_rate=2.5e-4, encoder_rate=5e-5,
                    piece_rate=2.5e-4)
FAST_FAIR = replace(FAST, seed=2, steps=1200, people_share=0.4, learning_rate=5e-4, piece_rate=2.5e-3)

POOL = 16  #: batches drawn together, then sorted by length, so that short texts are not padded to long ones
CRITICAL = URGENCIES.index("critical")
CRITICAL_WEIGHT = 2.0  #: a critical contact that is missed is a person in danger who waits
NEAR_WEIGHT = 2.0  #: of a harm label that a text could be taken for and does not have
TEMPERATURE = 2.0  #: softens both answers where the fast network learns from the deep one

@dataclass(frozen=True)
class Answers:
    """What the teacher says of some texts: `row` {text key: row}, logits {head: float32 [texts, labels]} and hidden
    states `sense` (float32 [texts, width])."""

    row: dict
    logits: dict
    sense: np.ndarray

def train(network, tokenizer, examples, lexicon, settings, answers=None, progress=True):
    """Trains `network` in place on those of `examples` whose part is train, and returns it in evaluation mode."""
    torch.manual_seed(settings.seed)
    examples = [example for example in examples if example.part == "train" and example.source not in settings.left_out]
    draws = Draws(tokenizer, examples, intents_of(examples), answers, CodeSwitcher(lexicon), settings)
    pieces = [module.weight for module in network.modules() if isinstance(module, nn.Embedding) and module.sparse]
    others = [weight for weight in network.parameters() if all(weight is not each for each in pieces)]
    pretrained = {id(weight) for name, weight in network.named_parameters() if name.startswith("encoder.")}
    groups = [{"params": [weight for weight in others if id(weight) in pretrained], "lr": settings.encoder_rate},
              {"params": [weight for weight in others if id(weight) not in pretrained]}]
    optimisers = [torch.optim.AdamW(groups, lr=settings.learning_rate, weight_decay=settings.weight_decay),
                  torch.optim.SparseAdam(pieces, lr=settings.piece_rate)]
    schedules = [torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: warm_then_cosine(step, settings.steps))
                 for optimiser in optimisers]
    network.train()
    bar = tqdm(draws.batches(), desc="train", unit="step", total=settings.steps, disable=not progress)
    for step, (ids, mask, targets, weights) in enumerate(bar):
        with torch.autocast("cpu", torch.bfloat16, enabled=settings.half_precision):
            logits = network(ids, mask)
        loss = multi_task_loss({name: value.float() for name, value in logits.items()}, targets, weights, settings)
        network.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(others, settings.clip)
        for optimiser, schedule in zip(optimisers, schedules):
            optimiser.step()
            schedule.step()
        if step % 20 == 0:
            bar.set_postfix(loss=f"{loss.item():.3f}")
    return network.eval()

def intents_of(examples):
    """{label of a public source: index}: more than 300 of them, finer than our topics, teach the network side by side."""
    return {name: index for index, name in enumerate(sorted({example.intent for example in examples if example.intent}))}

def warm_then_cosine(step, steps, warm=100):
    return min(step / warm, 0.5 + 0.5 * math.cos(math.pi * step / steps))

class Draws:
    """Draws varied training batches from labelled texts.

    Contacts come in turn; a public source is drawn by the square root of its size, so that none floods the rest.
    """

    def __init__(self, tokenizer, examples, intents, answers, switcher, settings):
        self.tokenizer, self.intents, self.answers, self.settings = tokenizer, intents, answers, settings
        self.chance = random.Random(settings.seed)
        self.switcher, self.identities = switcher, IdentitySwitcher()
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
        if "people" in names:
            people, share = names.index("people"), self.settings.people_share
            shares[people] = share / (1 - share) * (sum(shares) - shares[people])
        for start in range(0, steps, POOL):
            drawn = [next(self.turn) for _ in range(POOL * contacts)]
            drawn += [self.chance.choice(self.sources[name]) for name in
                      (self.chance.choices(names, shares, k=POOL * public) if public else ())]
            rows = [self.row(example) for example in drawn]
            groups = of_like_length([ids for _, ids, _ in rows], contacts + public)
            self.chance.shuffle(groups)
            for group in groups[:steps - start]:
                yield self.batch([rows[place] for place in group])

    def row(self, example):
        """The example, the ids of a variant of its text, and the language of the variant."""
        quotable = self.quotable if example.source == "contacts" else ()
        text = self.chance.choice(example.variants) if example.variants and self.chance.random() < 0.25 else example.text
        text, language = vary(text, LANGUAGES[example.language], self.chance, self.switcher, self.identities, quotable)
        ids = encode(self.tokenizer, [text])[0]
        if len(ids) > self.settings.tokens:  # the head and the tail, as where a text is longer than the network reads
            ids = ids[:self.settings.tokens // 2] + ids[-self.settings.tokens // 2:]
        return example, drop_pieces(ids, self.settings.piece_dropout, self.chance), (
            LANGUAGES.index(language) if language else UNKNOWN)

    def batch(self, rows):
        ids, mask = pad([pieces for _, pieces, _ in rows])
        examples = [example for example, _, _ in rows]
        targets = {
            "topic": torch.tensor([example.topic for example in examples]),
            "urgency": torch.tensor([example.urgency for example in examples]),
            "harm": torch.tensor([example.harm for example in examples]),
            "near": torch.tensor([example.near for example in examples]),
            "language": torch.tensor([language for _, _, language in rows]),
            "intent": torch.tensor([self.intents.get(example.intent, UNKNOWN) for example in examples]),
        }
        if self.answers:
            found = [self.answers.row.get(example.key, UNKNOWN) for example in examples]
            targets["taught"] = torch.tensor([row != UNKNOWN for row in found])
            targets["sense"] = torch.from_numpy(self.answers.sense[found])
            for head, logits in self.answers.logits.items():
                targets[f"taught_{head}"] = torch.from_numpy(logits[found])
        return ids, mask, targets, torch.tensor([
            1.0 if example.source == "contacts" else self.settings.public_weight for example in examples])

def endless(items, chance):
    while items:
        yield from chance.sample(items, len(items))

def drop_pieces(ids, share, chance):
    return [ids[0], *(UNK if chance.random() < share else piece for piece in ids[1:-1]), ids[-1]]

def multi_task_loss(logits, targets, weights, settings):
    """The weighted sum of the heads' losses; an unknown label counts nothing."""
    total = 0.0
    taught = targets.get("taught")
    for head, factor in settings.loss_weights.items():
        if head not in logits or head == "sense" and taught is None:
            continue
        if head == "sense":
            losses = 1 - nn.functional.cosine_similarity(logits[head], targets[head], dim=1)
            loss = mean_of_known(losses, taught.float())
        else:
            loss = labelled_loss(head, logits[head], targets, weights, settings.smoothing)
            if taught is not None and f"taught_{head}" in targets:
                share = settings.taught_share
                loss = (1 - share) * loss + share * taught_loss(head, logits[head], targets[f"taught_{head}"], taught, weights)
        total = total + factor * loss
    return total

def labelled_loss(head, logits, targets, weights, smoothing):
    target = targets[head]
    if head == "harm":
        losses = nn.functional.binary_cross_entropy_with_logits(logits, target.clamp(min=0).float(), reduction="none")
        losses = losses * torch.where(targets["near"] == 1, NEAR_WEIGHT, 1.0)
        return mean_of_known(losses, (target != UNKNOWN).float() * weights.unsqueeze(1))
    losses = nn.functional.cross_entropy(
        logits, target, ignore_index=UNKNOWN, label_smoothing=smoothing, reduction="none")
    if head == "urgency":
        losses = losses + ordinal_distance(logits, target.clamp(min=0))
        losses = losses * torch.where(target == CRITICAL, CRITICAL_WEIGHT, 1.0)
    return mean_of_known(losses, (target != UNKNOWN).float() * weights)

def taught_loss(head, logits, wanted, taught, weights):
    """Distance from the teacher's answer: cross entropy of softened answers, for harm of each label."""
    if head == "harm":
        losses = nn.functional.binary_cross_entropy_with_logits(logits, torch.sigmoid(wanted), reduction="none").mean(dim=1)
    else:
        losses = TEMPERATURE ** 2 * nn.functional.kl_div(
            torch.log_softmax(logits / TEMPERATURE, dim=1), torch.softmax(wanted / TEMPERATURE, dim=1),
            reduction="none").sum(dim=1)
    return mean_of_known(losses, taught.float() * weights)

def mean_of_known(losses, known):
    return (losses * known).sum() / known.sum().clamp(min=1)

def ordinal_distance(logits, target):
    """Squared distance between the cumulated distributions: a miss by two steps costs more than by one. [batch]"""
    steps = torch.arange(len(HEADS["urgency"]))
    wanted = (steps >= target.unsqueeze(1)).float()
    return (torch.softmax(logits, dim=1).cumsum(dim=1) - wanted).square().sum(dim=1)
