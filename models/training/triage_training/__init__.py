"""Trains the contact-triage model bundle: data, model, calibration, export, evaluation."""
