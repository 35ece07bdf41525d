"""Consent signals: what the stored and sent records say the visitor chose."""
