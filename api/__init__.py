"""The web service: results over HTTP."""
