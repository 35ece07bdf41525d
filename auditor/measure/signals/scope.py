"""Whether a site holds that the GDPR applies to this visitor: elsewhere its records may say yes without asking."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from auditor.domain.artifacts import Snapshots, Traffic
from auditor.domain.recording import Snapshot

ANSWER = "gdpr-applies"  # what `__tcfapi` answers beside the TC string, as the recorder calls it
STORED = "IABTCF_gdprApplies"
_SENT = re.compile(r"[?&]gdpr=([01])(?=&|$)")
_WORDS = {"true": True, "1": True, "false": False, "0": False}


def gdpr_applies(snapshots: Snapshots, traffic: Traffic | None) -> bool | None:
    """What the page's interface answered last, else what is stored, else what every request says; None for nothing."""
    for told in (_answers, _stored):
        said = [s for state in snapshots.snapshots if (s := next(told(state), None)) is not None]
        if said:
            return said[-1]
    requests = traffic.requests if traffic else ()
    sent = {found.group(1) for r in requests if "gdpr=" in r.url for found in _SENT.finditer(unquote(r.url))}
    return None if not sent else "1" in sent


def _answers(state: Snapshot) -> Iterator[bool]:
    yield from (_WORDS[a.value] for a in state.answers if a.interface == ANSWER and a.value in _WORDS)


def _stored(state: Snapshot) -> Iterator[bool]:
    kept = [(c.name, c.value) for c in state.cookies] + [(s.key, s.value) for s in state.storage]
    yield from (_WORDS[value] for name, value in kept if name == STORED and value in _WORDS)
