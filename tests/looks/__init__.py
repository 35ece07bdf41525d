"""Banners whose two controls look as they do by construction, so that a measure of their looks can be measured."""
