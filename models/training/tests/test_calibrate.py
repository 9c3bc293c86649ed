import numpy as np

from triage_training.calibrate import fit_logistic, fit_temperature, pick_safety_threshold, pick_threshold, softmax
from triage_training.metrics import calibration_error, f1, macro_f1, ranking


def test_a_boastful_model_gets_a_temperature_above_one():
    random = np.random.default_rng(0)
    target = random.integers(0, 3, 2000)
    honest = np.eye(3)[target] * 1.5 + random.gumbel(size=(2000, 3)) * 0
    target = np.array([random.choice(3, p=row) for row in softmax(honest)])
    assert abs(fit_temperature((honest * 2).astype(np.float32), target) - 2) < 0.3


def test_a_label_without_positives_keeps_a_calm_calibration():
    scale, bias = fit_logistic(np.full(100, -4, np.float32), np.zeros(100))
    assert 0.5 < scale < 2 and -2 < bias < 0.5


def test_a_threshold_parts_what_can_be_parted():
    scores, target = np.array([0.1, 0.2, 0.5, 0.9]), np.array([0, 0, 1, 1])
    assert 0.2 < pick_threshold(np.tile(scores, 50), np.tile(target, 50)) <= 0.5


def test_a_safety_threshold_leaves_harmless_contacts_alone():
    harmless = np.linspace(0, 0.5, 1001)
    assert (harmless >= pick_safety_threshold(harmless)).mean() <= 0.021


def test_figures_of_a_known_case():
    assert f1([1, 1, 0, 0], [1, 0, 1, 0]) == 0.5
    assert macro_f1([0, 1], [0, 1]) == 1.0
    assert ranking([1, 0, 0], [0.5, 0.4, 0.6]) == 0.5
    assert calibration_error([0.95, 0.95], [1, 0]) > 0.4
