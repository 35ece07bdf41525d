"""Banners drawn at random with a seed, and the truth about each."""
