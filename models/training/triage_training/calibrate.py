"""Temperatures, harm calibration and harm thresholds, all from the dev part of our contacts.

Served scores are softmax(logits / temperature) and sigmoid(scale * logit + bias).
"""

import numpy as np
import torch

from .labels import HARMS, SAFETY, SOFTMAX_HEADS
from .metrics import f1

PRIOR = 0.05  #: pulls scale to 1 and bias to 0, because a label has few positives in dev
LOWEST, HIGHEST = 0.15, 0.7  #: thresholds stay in this range, whatever dev says
SAFETY_LOWEST = 0.05
SAFETY_FALSE_ALARMS = 0.02  #: share of harmless contacts that one safety label may flag, to miss as few cases as it can
RESAMPLES = 200


def calibrate(logits, targets):
    """Fits on `logits` {head: float32 [contacts, labels]} and `targets` {head: labels} of the dev part.

    Returns the calibration part of each head of the manifest.
    """
    heads = {name: {"temperature": fit_temperature(logits[name], targets[name])} for name in SOFTMAX_HEADS}
    calibration, thresholds = {}, {}
    for index, label in enumerate(HARMS):
        scale, bias = fit_logistic(logits["harm"][:, index], targets["harm"][:, index])
        scores = sigmoid(scale * logits["harm"][:, index] + bias)
        calibration[label] = {"scale": scale, "bias": bias}
        if label in SAFETY:
            thresholds[label] = pick_safety_threshold(scores[~targets["harm"].any(axis=1)])
        else:
            thresholds[label] = pick_threshold(scores, targets["harm"][:, index])
    heads["harm"] = {"calibration": calibration, "thresholds": thresholds}
    return heads


def fit_temperature(logits, target):
    """The temperature of least log loss, searched between 0.3 and 3."""
    logits, target = torch.as_tensor(logits), torch.as_tensor(target)
    candidates = np.exp(np.linspace(np.log(0.3), np.log(3.0), 60))
    losses = [torch.nn.functional.cross_entropy(logits / t, target).item() for t in candidates]
    return round(float(candidates[int(np.argmin(losses))]), 3)


def fit_logistic(logits, target):
    """Platt's scale and bias of one label, drawn to (1, 0) by PRIOR."""
    logits, target = torch.as_tensor(logits), torch.as_tensor(target, dtype=torch.float32)
    scale, bias = torch.ones((), requires_grad=True), torch.zeros((), requires_grad=True)
    optimiser = torch.optim.LBFGS([scale, bias], max_iter=100)

    def loss():
        optimiser.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(scale * logits + bias, target)
        value = value + PRIOR * ((scale - 1).square() + bias.square() / 4) / 10
        value.backward()
        return value

    optimiser.step(loss)
    return round(scale.item(), 4), round(bias.item(), 4)


def pick_safety_threshold(harmless_scores):
    """The lowest threshold that flags no more than SAFETY_FALSE_ALARMS of the harmless contacts."""
    candidate = float(np.quantile(harmless_scores, 1 - SAFETY_FALSE_ALARMS)) if len(harmless_scores) else HIGHEST
    return round(min(max(candidate, SAFETY_LOWEST), HIGHEST), 2)


def pick_threshold(scores, target):
    """The threshold with the best F1, as the mean over resampled contacts: one lucky contact does not decide."""
    chance = np.random.default_rng(0)
    candidates = np.arange(LOWEST, HIGHEST + 1e-9, 0.01)
    best = []
    for _ in range(RESAMPLES):
        rows = chance.integers(0, len(scores), len(scores))
        values = np.array([f1(target[rows] == 1, scores[rows] >= candidate) for candidate in candidates])
        best.append(np.median(candidates[values >= values.max() - 1e-9]))
    return round(float(np.mean(best)), 2)


def sigmoid(values):
    return 1 / (1 + np.exp(-values))


def softmax(values):
    raised = np.exp(values - values.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def served_scores(logits, heads):
    """What the job serves for `logits`: {head: probabilities [contacts, labels]}, by the manifest's `heads`."""
    scores = {name: softmax(logits[name] / heads[name]["temperature"]) for name in SOFTMAX_HEADS}
    calibration = heads["harm"]["calibration"]
    scale, bias = (np.array([calibration[label][part] for label in HARMS]) for part in ("scale", "bias"))
    scores["harm"] = sigmoid(scale * logits["harm"] + bias)
    return scores


def flags(harm_scores, heads):
    """Boolean [contacts, 9]: which harm labels reach their threshold."""
    return harm_scores >= np.array([heads["harm"]["thresholds"][label] for label in HARMS])
