package io.contacttriage.scoring.onnx;

/**
 * Calibrated probabilities of one contact.
 *
 * @param topic by {@link io.contacttriage.scoring.Topic}, sums to 1
 * @param urgency by {@link io.contacttriage.scoring.Urgency}, sums to 1
 * @param harm by {@link io.contacttriage.scoring.HarmLabel}, each in [0, 1]
 * @param language by the labels of the bundle's language head, sums to 1
 */
public record HeadProbabilities(float[] topic, float[] urgency, float[] harm, float[] language) {}
