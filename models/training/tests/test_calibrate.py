import numpy as np

from triage_training.calibrate import (CRITICAL, CRITICAL_RECALL, asks_deep, calibrate, fit_logistic, fit_temperature, flags, pick_cascade,
                                       pick_threshold, served_scores, softmax, stream_weights)
from triage_training.labels import HARMS, HEADS, SAFETY
from triage_training.metrics import calibration_error, f1, macro_f1, ranking


def test_a_boastful_model_gets_a_temperature_above_one():
    random = np.random.default_rng(0)
    honest = np.eye(3)[random.integers(0, 3, 2000)] * 1.5
    target = np.array([random.choice(3, p=row) for row in softmax(honest)])
    assert abs(fit_temperature((honest * 2).astype(np.float32), target) - 2) < 0.3


def test_a_label_without_positives_keeps_a_calm_calibration():
    scale, bias = fit_logistic(np.full(100, -4, np.float32), np.zeros(100))
    assert 0.5 < scale < 2 and -2 < bias < 0.5


def test_a_threshold_parts_what_can_be_parted():
    scores, target = np.array([0.1, 0.2, 0.5, 0.9]), np.array([0, 0, 1, 1])
    assert 0.2 < pick_threshold(np.tile(scores, 50), np.tile(target, 50), 0.9) <= 0.5


def test_a_lower_precision_gives_a_lower_threshold():
    scores = np.linspace(0, 1, 2000)
    target = (np.random.default_rng(0).random(2000) < scores).astype(int)
    assert pick_threshold(scores, target, 0.6) < pick_threshold(scores, target, 0.75)


def contacts(count=1500):
    """Logits of two networks, the deep one much better, and labels; the language head is right in both."""
    random = np.random.default_rng(1)
    targets = {head: random.integers(0, len(labels), count) for head, labels in HEADS.items()}
    targets["harm"] = (random.random((count, len(HARMS))) < 0.1).astype(int)
    targets["language"] = random.integers(0, 2, count)

    def logits(skill):
        found = {head: random.normal(size=(count, len(labels))) + skill * np.eye(len(labels))[targets[head]]
                 for head, labels in HEADS.items() if head != "harm"}
        found["language"] = 9 * np.eye(len(HEADS["language"]))[targets["language"]]
        found["harm"] = random.normal(size=(count, len(HARMS))) + skill * (2 * targets["harm"] - 1)
        return {head: values.astype(np.float32) for head, values in found.items()}

    return logits(2.5), logits(5), targets


def test_few_critical_contacts_are_taken_for_less():
    fast, _, targets = contacts()
    tier = calibrate(fast, targets)
    critical = targets["urgency"] == CRITICAL
    assert (fast["urgency"][critical].argmax(1) == CRITICAL).mean() < 0.93
    served = served_scores(fast, tier)["urgency"]
    assert CRITICAL_RECALL <= (served[critical].argmax(1) == CRITICAL).mean() < CRITICAL_RECALL + 0.03
    np.testing.assert_allclose(served.sum(axis=1), 1, rtol=1e-6)


def test_a_language_with_few_positives_of_a_label_keeps_its_general_calibration():
    fast, _, targets = contacts(240)
    calibration = calibrate(fast, targets)["calibration"]
    assert set(calibration["languages"]) == {"en", "ms"}
    assert calibration["languages"]["en"]["harm"] == calibration["general"]["harm"]
    assert calibration["languages"]["en"]["topic"] != calibration["languages"]["ms"]["topic"]


def test_the_cascade_asks_where_a_safety_label_may_be_missed_and_within_its_share():
    fast_logits, deep_logits, targets = contacts()
    tiers = {"fast": calibrate(fast_logits, targets), "deep": calibrate(deep_logits, targets)}
    fast, deep = (served_scores(logits, tiers[name]) for logits, name in ((fast_logits, "fast"), (deep_logits, "deep")))
    stream = stream_weights(targets["harm"].any(axis=1))
    rule = pick_cascade(fast, deep, targets, tiers, stream)
    asked = asks_deep(fast, rule)
    assert asked @ stream <= 0.081
    for label in SAFETY:
        index = HARMS.index(label)
        assert rule["harm"][label]["from"] < tiers["fast"]["thresholds"][label] < rule["harm"][label]["to"]
        missed = (targets["harm"][:, index] == 1) & ~flags(fast["harm"], tiers["fast"])[:, index]
        assert asked[missed].sum() >= 0.9 * missed.sum()


def test_figures_of_a_known_case():
    assert f1([1, 1, 0, 0], [1, 0, 1, 0]) == 0.5
    assert macro_f1([0, 1], [0, 1]) == 1.0
    assert ranking([1, 0, 0], [0.5, 0.4, 0.6]) == 0.5
    assert calibration_error([0.95, 0.95], [1, 0]) > 0.4
