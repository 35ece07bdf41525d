"""Audits cookie banners: what they show, what they do, and what is read after consent is withdrawn."""
