"""One file for each check, plus the catalogue."""
