"""Every signal of every journey: stored records, answers of the page's interfaces, and parameters of requests.

A record is read against itself: the parts that say yes after accepting and not after refusing are those that matter.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from auditor.domain.artifacts import SNAPSHOTS, TIMELINE, TRAFFIC, Missing, Traffic, VisitRecord
from auditor.domain.evidence import reference
from auditor.domain.journeys import Journey, Step
from auditor.domain.recording import ItemKind, Request, Snapshot
from auditor.domain.signals import Channel, Meaning, Signal, Signals
from auditor.domain.wording import say
from auditor.measure.domains import host_of, party_of
from auditor.measure.knowledge import record_name
from auditor.measure.signals.google import decode_gcd, decode_gcs
from auditor.measure.signals.meanings import Told, Unread, answer, gpp, in_words, tc
from auditor.measure.signals.records import parts_of, platform_of, says_nothing, understood
from auditor.measure.signals.scope import gdpr_applies
from auditor.measure.signals.unreadable import SignalUnreadable

_TC_NAMED = re.compile(
    r"\b(gdpr_?consent|tc_?string|tcf?_?consent|consent_?string|euconsent(?:-v2)?|tcfv2)[\"']?\s*[=:]\s*[\"']?"
    r"(C[\w-]{15,}(?:\.[\w-]+)*)",
    re.IGNORECASE,
)
_GPP_NAMED = re.compile(r"\b(gpp(?:_?string)?)[\"']?\s*[=:]\s*[\"']?(D[\w-]{3,}~[\w.~-]+)", re.IGNORECASE)
_GOOGLE_NAMED = re.compile(r"[?&](gcs|gcd)=([\w-]+)")
_Place = tuple[str, str, ItemKind]  # host, name, and where it is kept
_TC_STORED = re.compile(r"C[\w-]{15,}(?:\.[\w-]+)*")


@dataclass(frozen=True, slots=True)
class References:
    """What each record said at the end of accepting and of refusing, by its place; empty where that is unknown."""

    accepted: Mapping[_Place, str]
    refused: Mapping[_Place, str]
    site_host: str


def collect(records: Sequence[VisitRecord], site_host: str) -> dict[Journey, Signals | Missing]:
    """The signals of each journey, of its first visit that recorded them."""
    references = References(_final(records, Journey.ACCEPT_ALL), _final(records, Journey.REJECT_ALL), site_host)
    found: dict[Journey, Signals | Missing] = {}
    for record in records:
        if isinstance(found.get(record.journey, Missing("")), Missing):
            found[record.journey] = record.missing or _of_visit(record, references)
    return found


def _final(records: Sequence[VisitRecord], journey: Journey) -> dict[_Place, str]:
    for record in records:
        snapshots = record.get(SNAPSHOTS)
        if record.journey is journey and record.missing is None and not isinstance(snapshots, Missing):
            return dict(_stored(snapshots.snapshots[-1])) if snapshots.snapshots else {}
    return {}


def _of_visit(record: VisitRecord, references: References) -> Signals | Missing:
    snapshots, traffic, timeline = record.get(SNAPSHOTS), record.get(TRAFFIC), record.get(TIMELINE)
    if isinstance(snapshots, Missing):
        return snapshots
    if isinstance(timeline, Missing):
        return timeline
    found: list[Signal] = []
    unread = Unread({})
    for state in snapshots.snapshots:
        found += _of_state(record.journey, state, references, unread)
    gaps = (traffic.reason,) if isinstance(traffic, Missing) else traffic.gaps or _nothing(traffic)
    for request in () if isinstance(traffic, Missing) else traffic.requests:
        found += _of_request(record.journey, request, timeline.steps, references.site_host, unread)
    applies = gdpr_applies(snapshots, None if isinstance(traffic, Missing) else traffic)
    return Signals(tuple(sorted(found, key=lambda s: s.at)), tuple(unread.names), gaps, applies)


def _nothing(traffic: Traffic) -> tuple[str, ...]:
    """No page opens without a request: a record without any is none."""
    return () if traffic.requests else ("no-request-was-recorded",)


def _stored(state: Snapshot) -> Iterator[tuple[_Place, str]]:
    """What is on the device: its place and the value."""
    for cookie in state.cookies:
        yield (cookie.domain.lstrip("."), cookie.name, ItemKind.COOKIE), cookie.value
    for entry in state.storage:
        yield (host_of(entry.origin), entry.key, entry.kind), entry.value


def _of_state(journey: Journey, state: Snapshot, references: References, unread: Unread) -> Iterator[Signal]:
    rows: list[tuple[tuple[str, str, ItemKind | None], Told | None]] = [
        (key, _record(key, value, references, unread)) for key, value in _stored(state)
    ]
    rows += [((host_of(a.frame), a.interface, None), answer(a.interface, a.value, unread)) for a in state.answers]
    for (host, name, kind), told in rows:
        if told is not None:
            yield Signal(
                channel=told.channel,
                name=name,
                host=host,
                party=party_of(host, references.site_host),
                sent=False,
                step=state.step,
                at=state.at,
                meaning=told.meaning,
                detail=told.detail,
                platform=platform_of(name),
                evidence=reference(journey, SNAPSHOTS, state.step),
                kind=kind,
                interest=told.interest,
                compared=told.compared,
            )


def _record(key: _Place, value: str, references: References, unread: Unread) -> Told | None:
    """What a stored value says of the choice, or None where it is no consent record."""
    name = key[1]
    if not (record_name(name) or platform_of(name)):
        return None
    if says_nothing(name):
        return Told(Channel.RECORD, Meaning.UNKNOWN, say("holds the same whatever was chosen"))
    text = unquote(value).strip()
    if _TC_STORED.fullmatch(text):
        return tc(text, name, unread)
    return _against_references(key, value, references)


def _against_references(key: _Place, value: str, references: References) -> Told:
    parts = parts_of(value)
    accepted, refused = references.accepted.get(key), references.refused.get(key)
    if accepted is not None:
        yes, no = parts_of(accepted), parts_of(refused or "")
        deciding = [p for p, said in yes.items() if said and not no.get(p)]
        if deciding and understood(value):
            told = in_words(Channel.RECORD, {p: parts.get(p, False) for p in deciding})
            return replace(told, compared=refused is not None)
        if refused is not None and accepted != refused and value in {accepted, refused}:
            if value == accepted:
                return Told(Channel.RECORD, Meaning.GRANTED, say("as after accepting"), compared=True)
            return Told(Channel.RECORD, Meaning.REFUSED, say("as after refusing"), compared=True)
        if refused is not None and any(parts.values()):
            return Told(Channel.RECORD, Meaning.ALIKE, say("says yes after accepting and after refusing alike"))
        if refused is not None and parts:
            return Told(Channel.RECORD, Meaning.UNKNOWN, say("says the same after accepting and after refusing"))
    if not parts:
        return Told(Channel.RECORD, Meaning.UNKNOWN, say("of a form that is not understood"))
    return in_words(Channel.RECORD, parts)


def _of_request(
    journey: Journey, request: Request, steps: Sequence[Step], site_host: str, unread: Unread
) -> Iterator[Signal]:
    step = next((s.name for s in reversed(steps) if s.started_at <= request.at), None)
    for name, told in _sent(request, unread) if step else ():
        assert step is not None  # noqa: S101 - the loop is empty otherwise
        yield Signal(
            channel=told.channel,
            name=name,
            host=host_of(request.url),
            party=party_of(host_of(request.url), site_host),
            sent=True,
            step=step,
            at=request.at,
            meaning=told.meaning,
            detail=told.detail,
            platform=None,
            evidence=reference(journey, TRAFFIC, request.id),
            interest=told.interest,
        )


def _sent(request: Request, unread: Unread) -> Iterator[tuple[str, Told]]:
    text = unquote(request.url) + "\n" + unquote(request.body or "")
    for name, value in dict.fromkeys(_TC_NAMED.findall(text)):
        if told := tc(value, name, unread):
            yield name, told
    for name, value in dict.fromkeys(_GPP_NAMED.findall(text)):
        if told := gpp(value, name, unread):
            yield name, told
    for name, value in dict.fromkeys(_GOOGLE_NAMED.findall(request.url)):
        try:
            mode = decode_gcs(value) if name == "gcs" else decode_gcd(value)
        except SignalUnreadable as error:
            unread.note(name, error)
            continue
        if mode:
            yield name, in_words(Channel.GOOGLE, mode)
