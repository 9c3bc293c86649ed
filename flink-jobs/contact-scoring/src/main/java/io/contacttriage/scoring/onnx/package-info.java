/**
 * Scoring with ONNX Runtime: sessions, batches, calibrated scores. The only package that touches
 * native code.
 */
package io.contacttriage.scoring.onnx;
