"""Runs checks on narrowed evidence and concludes."""
