"""stub."""
def pictures(records, result): return {}
