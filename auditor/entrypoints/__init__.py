"""The command line: the place where parts are joined."""
