"""Pure arithmetic on evidence."""
