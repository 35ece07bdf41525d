"""Why something was not observed, in words for a reader who does not know the codes.

A reason is a code, with a detail behind a colon where there is one: `click-failed: Reject all`. What keeps a check from
being asked is a row of them, each under its journey and kind: `withdraw/reads: no-banner; withdraw/signals: no-banner`.
Details come from pages and are untrusted: they are said as they are.
"""

import re
from collections.abc import Iterator
from functools import reduce

from auditor.domain.errors import AuditorError
from auditor.domain.wording import Text, joined, say
from auditor.reporting.reason_words import JOURNEYS, KINDS, REASONS

NOT_OBSERVED = "Not observed: {reason}"
# Only where a known journey begins does a new reason: a label may hold anything, a semicolon too.
_PLACE = re.compile(rf"(?:^|; )({'|'.join(map(re.escape, JOURNEYS))})/([a-z-]+): ")
_IN_BRACKETS = re.compile(r".*? \((.*)\)", re.DOTALL)


def reason_in_words(reason: str) -> Text:
    """A recorded reason in words; a code that has none is said as it is, and what is in words already stays."""
    if isinstance(reason, Text) and reason.template:
        return reason
    rows = list(_rows(reason))
    if not rows:
        return _in_words(reason)
    together: dict[tuple[str, str], list[str]] = {}
    for journey, kind, why in rows:
        together.setdefault((journey, why), []).append(kind)
    told = [_place(journey, kinds, why) for (journey, why), kinds in together.items()]
    return reduce(lambda first, second: say("{first}; {second}", first=first, second=second), told)


def summary_in_words(summary: str) -> str:
    """The summary of a check that could not be asked, with its reason in words; every other one as it is."""
    if not isinstance(summary, Text) or summary.template != NOT_OBSERVED:
        return summary
    return say("Not observed: {reason}", reason=reason_in_words(str(summary.values["reason"])))


def _rows(reason: str) -> Iterator[tuple[str, str, str]]:
    """Journey, kind and reason, one after the other; nothing where the text begins otherwise."""
    places = list(_PLACE.finditer(reason))
    if not places or places[0].start():
        return
    ends = [*(p.start() for p in places[1:]), len(reason)]
    for place, end in zip(places, ends, strict=True):
        yield place[1], place[2], reason[place.end() : end]


def _place(journey: str, kinds: list[str], why: str) -> Text:
    return say(
        "{journey} – {kinds}: {why}",
        journey=JOURNEYS[journey],
        kinds=joined(KINDS.get(kind, kind) for kind in dict.fromkeys(kinds)),
        why=_in_words(why),
    )


def _in_words(reason: str) -> Text:
    """One code with its detail."""
    code, _, detail = reason.partition(": ")
    words = REASONS.get(code)
    if words is None:
        return joined([reason] if reason else [])
    detail = _beyond(code, words, detail.strip())
    return say("{what} ({detail})", what=words, detail=detail) if detail else words


def _beyond(code: str, words: str, detail: str) -> str:
    """What a detail adds to the words: an error's own message often says the same, with more in brackets."""
    if detail in {kind().message for kind in AuditorError.__subclasses__() if kind.code == code}:
        return ""
    more = _IN_BRACKETS.fullmatch(detail)
    return more[1] if more and detail.startswith(words) else detail
