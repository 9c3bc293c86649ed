package io.contacttriage.scoring.onnx;

/** What the network answered for one run: float32 [rows, labels] for each head, in row order. */
record HeadLogits(float[] topic, float[] urgency, float[] harm, float[] language) {}
