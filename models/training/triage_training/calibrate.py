"""Temperatures, harm calibration, harm thresholds and the cascade rule, all from the dev part of our contacts.

Served scores are softmax(logits / temperature) and sigmoid(scale * logit + bias), with the numbers of the language that the
language head finds most likely. The urgency `critical` gets a bias of its own before the softmax.
"""

import numpy as np
import torch

from .labels import HARMS, LANGUAGES, SAFETY, URGENCIES
from .metrics import f1

PRIOR = 0.05  #: pulls scale to 1 and bias to 0, because a label has few positives in dev
LANGUAGE_CONTACTS = 100  #: dev contacts with which a language gets temperatures of its own,
LANGUAGE_POSITIVES = 20  #: and dev positives with which it gets a harm calibration of a label of its own
LOWEST, HIGHEST = 0.1, 0.8  #: thresholds stay in this range, whatever dev says
PRECISION = 0.75  #: that a threshold aims at on dev;
SAFETY_PRECISION = 0.6  #: lower for the safety labels, so that few cases are missed
CRITICAL = URGENCIES.index("critical")
CRITICAL_RECALL = 0.95  #: share of the critical contacts of dev that come out as critical, whatever that costs in false alarms
RESAMPLES = 200
MISSED = (0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12)  #: shares of the positives of a safety label below its band, best first
SURE = 0.95  #: precision above the band
DELICATE = 0.15  #: share of a stream's contacts that are about harm or nearly so, as in the job's sample stream; half of dev is
ASKED = 0.08  #: share of such a stream that the deep network may be asked for,
ASKED_FOR_SAFETY = 0.06  #: and for the sake of the safety labels


def calibrate(logits, targets):
    """Fits on `logits` {head: float32 [contacts, labels]} and `targets` {head: labels} of the dev part.

    Returns {"calibration", "thresholds"} of a tier, as in the manifest.
    """
    everything = np.ones(len(targets["topic"]), bool)
    general = fit(logits, targets, everything, None)
    calibration = {"language": {"temperature": fit_temperature(logits["language"], targets["language"])}, "general": general,
                   "languages": {}}
    spoken = logits["language"].argmax(1)
    for index, language in enumerate(LANGUAGES):
        if (spoken == index).sum() >= LANGUAGE_CONTACTS:
            calibration["languages"][language] = fit(logits, targets, spoken == index, general)
    served = served_scores(logits, {"calibration": calibration})
    bias = pick_critical_bias(served["urgency"], targets["urgency"])
    for fitted in (calibration["general"], *calibration["languages"].values()):
        fitted["urgency"]["criticalBias"] = bias
    harm = served["harm"]
    thresholds = {label: pick_threshold(harm[:, index], targets["harm"][:, index],
                                        SAFETY_PRECISION if label in SAFETY else PRECISION)
                  for index, label in enumerate(HARMS)}
    return {"calibration": calibration, "thresholds": thresholds}


def fit(logits, targets, rows, general):
    """Temperatures and harm calibration on the contacts `rows`; a label with few positives there keeps `general`'s."""
    fitted = {name: {"temperature": fit_temperature(logits[name][rows], targets[name][rows])} for name in ("topic", "urgency")}
    fitted["harm"] = {}
    for index, label in enumerate(HARMS):
        positive = targets["harm"][rows, index]
        if general and positive.sum() < LANGUAGE_POSITIVES:
            fitted["harm"][label] = general["harm"][label]
        else:
            scale, bias = fit_logistic(logits["harm"][rows, index], positive)
            fitted["harm"][label] = {"scale": scale, "bias": bias}
    return fitted


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


def pick_threshold(scores, target, wanted):
    """The lowest threshold whose precision reaches `wanted`, but never above the one with the best F1.

    The mean over resampled contacts: one lucky contact does not decide.
    """
    chance = np.random.default_rng(0)
    candidates = np.arange(LOWEST, HIGHEST + 1e-9, 0.01)
    picked = []
    for _ in range(RESAMPLES):
        rows = chance.integers(0, len(scores), len(scores))
        given, positive = scores[rows][:, None] >= candidates, target[rows] == 1
        found = (given & positive[:, None]).sum(0)
        precise = found >= wanted * np.maximum(given.sum(0), 1)
        best = np.argmax(2 * found / np.maximum(given.sum(0) + positive.sum(), 1))
        picked.append(candidates[min(best, np.argmax(precise)) if precise.any() else best])
    return round(float(np.mean(picked)), 2)


def pick_critical_bias(urgencies, target):
    """The least bias with which CRITICAL_RECALL of the critical contacts have no other urgency above `critical`."""
    critical = urgencies[target == CRITICAL]
    lacking = np.log(np.delete(critical, CRITICAL, axis=1).max(axis=1) / critical[:, CRITICAL])
    return round(max(float(np.quantile(lacking, CRITICAL_RECALL)), 0) + 0.01, 2)


def stream_weights(delicate):
    """What each contact of dev counts in a share of a stream, float [contacts]; `delicate`: which are about harm or nearly so."""
    weights = np.where(delicate, DELICATE / max(delicate.sum(), 1), (1 - DELICATE) / max((~delicate).sum(), 1))
    return weights / weights.sum()


def pick_cascade(fast, deep, targets, tiers, stream):
    """When to ask the deep network: the cascade rule of the manifest.

    `fast`, `deep`: served scores of dev, `targets`: its labels, `stream`: its weights, by which shares are counted. The bands of
    the safety labels come first: from where the smallest share in MISSED of their positives lies below that keeps them within
    ASKED_FOR_SAFETY, to where the fast network is right. What is left of ASKED goes to doubtful topics and urgencies, in the
    mixture with the best accuracy of both on dev.
    """
    for missed in MISSED:
        bands = {label: safety_band(fast["harm"][:, HARMS.index(label)], targets["harm"][:, HARMS.index(label)] == 1,
                                    tiers["fast"]["thresholds"][label], missed) for label in SAFETY}
        if asks_deep(fast, {"topicBelow": 0, "urgencyBelow": 0, "harm": bands}) @ stream <= ASKED_FOR_SAFETY:
            break
    best = None
    for topic_below in np.arange(0, 1, 0.02):
        for urgency_below in np.arange(0, 1, 0.02):
            rule = {"topicBelow": round(float(topic_below), 2), "urgencyBelow": round(float(urgency_below), 2), "harm": bands}
            asked = asks_deep(fast, rule)
            if best and asked @ stream > ASKED:
                break
            right = sum((np.where(asked, deep[head].argmax(1), fast[head].argmax(1)) == targets[head]).mean()
                        for head in ("topic", "urgency"))
            if best is None or right > best[0]:
                best = right, rule
    return best[1]


def safety_band(scores, positive, threshold, missed):
    """The band of one label: `missed` of its positives score below, and it ends where the fast network is sure."""
    low = float(np.quantile(scores[positive], missed)) if positive.any() else threshold / 2
    return {"from": round(max(min(low, threshold - 0.02), 0.001), 3), "to": round(upper_end(scores, positive, threshold), 2)}


def upper_end(scores, positive, threshold):
    """The lowest score at or above `threshold` from which on SURE of the contacts are positive."""
    for candidate in np.arange(threshold + 0.01, 1, 0.01):
        above = scores >= candidate
        if above.any() and positive[above].mean() >= SURE:
            return float(candidate)
    return 1.0


def asks_deep(fast, rule):
    """Boolean [contacts]: whether the cascade asks the deep network, by the fast one's served scores."""
    asked = (fast["topic"].max(axis=1) < rule["topicBelow"]) | (fast["urgency"].max(axis=1) < rule["urgencyBelow"])
    for label, band in rule["harm"].items():
        scores = fast["harm"][:, HARMS.index(label)]
        asked |= (scores >= band["from"]) & (scores < band["to"])
    return asked


def sigmoid(values):
    return 1 / (1 + np.exp(-values))


def softmax(values):
    raised = np.exp(values - values.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def served_scores(logits, tier):
    """What the job serves for `logits`: {head: probabilities [contacts, labels]}, by a tier of the manifest."""
    calibration = tier["calibration"]
    spoken = [calibration["languages"].get(LANGUAGES[index], calibration["general"]) for index in logits["language"].argmax(1)]
    scores = {"language": softmax(logits["language"] / calibration["language"]["temperature"])}
    for name in ("topic", "urgency"):
        scores[name] = softmax(logits[name] / np.array([each[name]["temperature"] for each in spoken])[:, None])
    scores["urgency"][:, CRITICAL] *= np.exp([each["urgency"].get("criticalBias", 0) for each in spoken])
    scores["urgency"] /= scores["urgency"].sum(axis=1, keepdims=True)
    scale, bias = (np.array([[each["harm"][label][part] for label in HARMS] for each in spoken]).reshape(-1, len(HARMS))
                   for part in ("scale", "bias"))
    scores["harm"] = sigmoid(scale * logits["harm"] + bias)
    return scores


def flags(harm_scores, tier):
    """Boolean [contacts, 9]: which harm labels reach their threshold."""
    return harm_scores >= np.array([tier["thresholds"][label] for label in HARMS])
