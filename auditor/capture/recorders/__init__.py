"""One file for each kind of artifact."""
