package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.CandidateModel;
import io.contacttriage.scoring.ContactShare;

/** A candidate with its sessions open, and the contacts that it scores. */
record OpenCandidate(LoadedBundle bundle, CandidateModel asCandidate) {
  static OpenCandidate of(LoadedBundle bundle, ContactShare share) {
    return new OpenCandidate(
        bundle,
        new CandidateModel(bundle.asActive().model(), bundle.asActive().tokenizer(), share));
  }
}
