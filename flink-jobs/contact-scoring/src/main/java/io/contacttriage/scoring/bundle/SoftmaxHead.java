package io.contacttriage.scoring.bundle;

import java.util.List;

/**
 * A head with one answer: probabilities are softmax(logits / temperature).
 *
 * @param labels in the order of the network's output
 * @param temperature over 0; calibrated on held-out contacts
 */
public record SoftmaxHead(List<String> labels, double temperature) {
  public SoftmaxHead {
    labels = List.copyOf(labels);
  }
}
