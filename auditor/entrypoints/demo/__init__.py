"""A deceptive shop and its honest twin, served on loopback."""
