"""Builders of believable evidence."""
