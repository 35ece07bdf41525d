"""The vocabulary: targets, journeys, evidence, checks, results and errors."""
