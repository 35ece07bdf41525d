"""The catalogues of the reports' languages: what has to be translated, gathered from the code itself."""
