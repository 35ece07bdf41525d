"""Public lists that can be fetched: hosts of trackers, cookies, vendors of the TCF, trackers behind other names."""
