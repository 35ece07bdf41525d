"""Is refusing as prominent as accepting? Two controls compared by erasing each from the picture."""
