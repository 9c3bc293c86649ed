"""Scores texts as the job does: prepared, tokenized, run in ONNX Runtime, calibrated, in the cascade where asked."""

from dataclasses import dataclass

import numpy as np

from .calibrate import asks_deep, flags, served_scores
from .export import run
from .labels import HARMS
from .vocabulary import encode

TIERS = ("fast", "deep", "cascade")


@dataclass
class Scorer:
    """`sessions` and `tiers` (calibration and thresholds) by tier, and the `cascade` rule of a bundle."""

    tokenizer: object
    prepare: object
    sessions: dict
    tiers: dict
    cascade: dict

    def answer(self, prepared, tier):
        """Scores and flags of prepared texts: {head: probabilities [texts, labels]}, boolean [texts, 9], and which texts the
        deep network decided, boolean [texts]."""
        return self.answer_ids(encode(self.tokenizer, prepared), tier)

    def answer_ids(self, ids, tier):
        if tier != "cascade":
            scores = served_scores(run(self.sessions[tier], ids), self.tiers[tier])
            return scores, flags(scores["harm"], self.tiers[tier]), np.full(len(ids), tier == "deep")
        scores, flagged, _ = self.answer_ids(ids, "fast")
        asked = asks_deep(scores, self.cascade)
        if asked.any():
            better, better_flags, _ = self.answer_ids([ids[row] for row in np.flatnonzero(asked)], "deep")
            for label, band in self.cascade["harm"].items():  # of what the fast network is sure is never lowered
                index = HARMS.index(label)
                sure = scores["harm"][asked, index] >= band["to"]
                better["harm"][sure, index] = np.maximum(better["harm"], scores["harm"][asked])[sure, index]
                better_flags[sure, index] = True
            for head in ("topic", "urgency", "harm"):  # the language is the fast network's to tell
                scores[head][asked] = better[head]
            flagged[asked] = better_flags
        return scores, flagged, asked

    def by_tier(self):
        """{tier: ids -> {head: probabilities}} of the networks."""
        return {tier: lambda ids, tier=tier: self.answer_ids(ids, tier)[0] for tier in self.sessions}
