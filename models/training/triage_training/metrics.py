"""Plain figures from labels and scores. All arrays are NumPy."""

import numpy as np


def accuracy(wanted, given):
    return float(np.mean(np.asarray(wanted) == np.asarray(given)))


def f1(wanted, given):
    """F1 of a binary label; 0 when nothing is found right."""
    wanted, given = np.asarray(wanted, bool), np.asarray(given, bool)
    both = np.sum(wanted & given)
    return float(2 * both / (wanted.sum() + given.sum())) if both else 0.0


def macro_f1(wanted, given, labels=None):
    """Mean F1 over `labels` (indices), by default those that occur in `wanted`."""
    wanted, given = np.asarray(wanted), np.asarray(given)
    labels = np.unique(wanted) if labels is None else labels
    return float(np.mean([f1(wanted == label, given == label) for label in labels]))


def recall(wanted, given):
    wanted, given = np.asarray(wanted, bool), np.asarray(given, bool)
    return float(np.sum(wanted & given) / wanted.sum()) if wanted.any() else None


def precision(wanted, given):
    wanted, given = np.asarray(wanted, bool), np.asarray(given, bool)
    return float(np.sum(wanted & given) / given.sum()) if given.any() else None


def ranking(wanted, scores):
    """Area under the ROC curve: the chance that a positive scores above a negative, ties counting half."""
    wanted, scores = np.asarray(wanted, bool), np.asarray(scores)
    order = np.sort(scores[~wanted])
    positives = scores[wanted]
    if not len(order) or not len(positives):
        return None
    below = np.searchsorted(order, positives, "left") + np.searchsorted(order, positives, "right")
    return float(below.mean() / 2 / len(order))


def calibration_error(confidence, right, steps=10):
    """Expected calibration error: the mean gap between confidence and accuracy over `steps` equal ranges."""
    confidence, right = np.asarray(confidence), np.asarray(right, float)
    ranges = np.minimum((confidence * steps).astype(int), steps - 1)
    gaps = [abs(confidence[ranges == step].mean() - right[ranges == step].mean()) * np.mean(ranges == step)
            for step in np.unique(ranges)]
    return float(np.sum(gaps))
