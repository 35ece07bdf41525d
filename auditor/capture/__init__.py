"""The only room that drives a browser."""
