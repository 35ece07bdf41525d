"""What an audit costs beside bare Playwright through the same journeys: `python -m tests.bench`."""
