"""Records with gaps and garbage: every stage gives an answer, and nothing that was not recorded passes."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from auditor.domain.artifacts import Missing, ScriptAccesses, Snapshots, Traffic
from auditor.domain.checks import Outcome
from auditor.domain.choices import Withdrawal
from auditor.domain.controls import Layer, Role
from auditor.domain.evidence import Requirement
from auditor.domain.facts import LEAKS, READS
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import AccessOp, Answered, Recorder, SocketMessage
from auditor.domain.results import AuditResult
from auditor.domain.signals import SIGNALS
from auditor.reporting.document import document, to_json
from auditor.reporting.exhibits import exhibits
from auditor.reporting.html import render_html
from auditor.reporting.pictures import Pictures
from checks.catalogue import CATALOGUE
from tests.evidence.builders import (
    TRACKER,
    URL,
    access,
    accesses,
    candidate,
    control,
    cookie,
    entry,
    environment,
    layer,
    platform,
    request,
    rival,
    snapshot,
    toggle,
    traffic,
    write,
)
from tests.unit.checks.signal_builders import placement
from tests.unit.reporting.whole_audit import (
    WITHDRAWING,
    at,
    audit,
    concluded,
    recorded,
    steps_of,
    with_outcome,
)

MEGABYTE = 1_000_000
MANY = 100_000
# What silence in the traffic decides about.
BY_TRAFFIC = {LEAKS.name, READS.name, SIGNALS.name}
# The lengths of pages are compared in snapshots alone; that consent was withdrawn at all is what it asks of the reads.
NOT_BY_TRAFFIC = {"withdrawal-detriment"}
GARBAGE = {
    "TC string": "CQ" + "A" * 30 + ".YAAA.!!!",
    "cut TC string": "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA"[:20],
    "NUL": "a\x00b\x00",
    "surrogate": "a\ud800b\udfff",
    "escapes": "%zz%ff%u12\\u12\\ud800%00",
    "HTML": "<script>alert('x')</script>{{ 7*7 }}<!--",
    "nested": '{"a":' * 3000 + "[" * 3000,
    "JSON": '{"purposes":[null,1e999,{"id":[]}],"enabled":[[["x"]]]}',
    "half an emoji": '{"purposes":{"enabled":["\\ud800x"],"\\udfff":true}}',
    "base64": "eyJhIjogWw==" * 50,
    "numbers": "9" * 5000,
    "emoji": '{"a": "\\ud83d\\ude00"}',
    "empty": "",
    "line ends": "a\r\nSet-Cookie: b\u2028\u2029\x85",
    "markings": "\u202etxt\ufeff\U000e0001",
}
each_garbage = pytest.mark.parametrize("text", GARBAGE.values(), ids=GARBAGE.keys())


def everything_is_told(result: AuditResult, records: list[object] | None = None) -> None:
    """Every stage after the checks gives something a reader can open."""
    text = to_json(document(result), indent=2)
    json.loads(text.encode("utf-8"))
    withdrawing = next((r for r in records or () if getattr(r, "journey", None) is Journey.WITHDRAW), None)
    shown = exhibits(withdrawing, result)  # type: ignore[arg-type]  # a record
    html = render_html(result, Pictures(), shown)
    assert "<script>alert" not in html
    assert not any("check itself failed" in r.result.summary for r in result.results), crashed(result)


def crashed(result: AuditResult) -> list[str]:
    """The checks that could not cope, with what they raised."""
    return [f"{r.check.id}: {r.result.summary}" for r in result.results if "itself failed" in r.result.summary]


def decided_by_traffic(requires: tuple[Requirement, ...]) -> set[Journey]:
    """The journeys in whose traffic the check looks for something."""
    return {journey for journey, kind in requires if kind.name in BY_TRAFFIC}


# Gaps


def test_the_whole_record_of_an_honest_shop_passes() -> None:
    result = concluded(audit())
    assert with_outcome(result, Outcome.FAILED) == set()
    assert with_outcome(result, Outcome.CANT_TELL) == set()
    assert len([i for i in with_outcome(result, Outcome.PASSED) if "withdraw" in i]) > 10
    everything_is_told(result)


@pytest.mark.parametrize(
    ("check", "journey"),
    [(c.id, j) for c in CATALOGUE if c.id not in NOT_BY_TRAFFIC for j in sorted(decided_by_traffic(c.requires))],
)
def test_no_check_passes_on_traffic_with_a_gap(check: str, journey: Journey) -> None:
    def cut(changed: Journey, found: dict[str, object]) -> Mapping[str, object]:
        whole = found["traffic"]
        assert isinstance(whole, Traffic)
        return {"traffic": replace(whole, gaps=("network-log-cut-short",))} if changed is journey else {}

    told = {r.check.id: r.result for r in concluded(audit(cut)).results}
    assert told[check].outcome is not Outcome.PASSED, told[check].summary


@pytest.mark.parametrize("journey", [Journey.NO_ACTION, Journey.REJECT_ALL, Journey.CLOSE_BANNER, Journey.WITHDRAW])
def test_no_check_passes_on_traffic_that_was_lost(journey: Journey) -> None:
    lost = {"traffic": Missing("network-log-lost")}
    result = concluded(audit(lambda changed, _: lost if changed is journey else {}))
    looking = {c.id for c in CATALOGUE if journey in decided_by_traffic(c.requires)} - NOT_BY_TRAFFIC
    assert with_outcome(result, Outcome.PASSED) & looking == set()
    everything_is_told(result)


@pytest.mark.parametrize(
    ("kind", "artifact"),
    [
        ("script-accesses", accesses(truncated=True)),
        ("script-accesses", Missing("browser-did-not-answer")),
        ("snapshots", Missing("browser-did-not-answer")),
        ("timeline", Missing("browser-did-not-answer")),
        ("withdrawal", Missing("visit-timed-out")),
        ("traffic", "of a wrong type"),
    ],
    ids=["cut accesses", "accesses", "snapshots", "timeline", "withdrawal", "wrong type"],
)
def test_no_read_after_a_withdrawal_is_ruled_out_by_a_record_with_a_gap(kind: str, artifact: object) -> None:
    result = concluded(audit(lambda j, _: {kind: artifact} if j is Journey.WITHDRAW else {}))
    looking = {c.id for c in CATALOGUE if (Journey.WITHDRAW, READS) in c.requires} - NOT_BY_TRAFFIC
    if artifact == accesses(truncated=True):  # what signals say is told by requests and states
        looking -= {c.id for c in CATALOGUE if (Journey.WITHDRAW, SIGNALS) in c.requires}
    assert with_outcome(result, Outcome.PASSED) & looking == set()
    everything_is_told(result)


def test_a_body_that_nobody_recorded_rules_nothing_out() -> None:
    later = request(f"{URL}collect", at=at(Journey.WITHDRAW, StepName.INNER_PAGE, 2), id=99, body_missing=True)

    def lost(journey: Journey, found: dict[str, object]) -> Mapping[str, object]:
        whole = found["traffic"]
        assert isinstance(whole, Traffic)
        return {"traffic": traffic(*whole.requests, later)} if journey is Journey.WITHDRAW else {}

    told = with_outcome(concluded(audit(lost)), Outcome.CANT_TELL)
    assert told >= {"withdrawn-identifier-leak", "withdrawn-cookie-still-read-first-party", "cookie-respawn"}


def test_nothing_passes_when_nothing_at_all_was_recorded() -> None:
    result = concluded([replace(r, artifacts={}) for r in audit()])
    assert with_outcome(result, Outcome.UNTESTED) == {c.id for c in CATALOGUE}
    everything_is_told(result)


def test_nothing_passes_without_a_visit() -> None:
    result = concluded([])
    assert with_outcome(result, Outcome.UNTESTED) == {c.id for c in CATALOGUE}
    everything_is_told(result)


def test_records_without_contents_raise_nothing() -> None:
    empty = {"snapshots": Snapshots(()), "traffic": Traffic(()), "script-accesses": ScriptAccesses(())}
    result = concluded(audit(lambda *_: empty))
    everything_is_told(result)
    looking = {c.id for c in CATALOGUE if decided_by_traffic(c.requires)} - NOT_BY_TRAFFIC
    assert with_outcome(result, Outcome.PASSED) & looking == set(), "no request at all is no record"


def test_things_that_were_not_looked_at_are_not_held_to_be_gone() -> None:
    """Web storage of another host of the site is seen only while one of its pages is open."""
    kept = entry("visitor", "v1.8f3a91c2d7e4b605", origin="https://www.shop.example")
    other = {StepName.BROWSE, StepName.ACCEPT, StepName.RELOAD}

    def elsewhere(journey: Journey, found: dict[str, object]) -> Mapping[str, object]:
        states = found["snapshots"]
        assert isinstance(states, Snapshots)
        if journey not in {Journey.ACCEPT_ALL, Journey.WITHDRAW}:
            return {}
        rows = (
            replace(s, storage=(replace(kept, value=f"{journey.value[0]}{kept.value}"),) if s.step in other else ())
            for s in states.snapshots
        )
        return {"snapshots": Snapshots(tuple(rows))}

    assert "withdrawn-cookie-not-deleted" not in with_outcome(concluded(audit(elsewhere)), Outcome.PASSED)


# Garbage


@each_garbage
def test_garbage_on_the_device_is_told_and_breaks_nothing(text: str) -> None:
    names = ("cookie_consent", "euconsent-v2", "_ga", "OptanonConsent", text)

    def soiled(journey: Journey, _found: dict[str, object]) -> Mapping[str, object]:
        states = []
        for step in steps_of(journey):
            kept = [cookie(name, text) for name in names] + [cookie("a", text, domain=text, path=text)]
            held = [entry(name, text) for name in names] + [entry("a", text, origin=text)]
            told = tuple(Answered(i, text, URL) for i in ("tcf", "gpp", "google-consent-mode", text))
            state = snapshot(step, *kept, *held, at=at(journey, step, 9))
            states.append(replace(state, answers=told, text_length=0))
        return {"snapshots": Snapshots(tuple(states))}

    everything_is_told(concluded(audit(soiled)))


@each_garbage
def test_garbage_in_requests_is_told_and_breaks_nothing(text: str) -> None:
    def soiled(journey: Journey, _found: dict[str, object]) -> Mapping[str, object]:
        rows = []
        for number, step in enumerate(steps_of(journey)):
            parameters = f"gdpr_consent={text}&gpp={text}&gcs={text}&gcd={text}&x={text}"
            common: dict[str, object] = {
                "at": at(journey, step, 2),
                "cookies": {"_ga": text, text: text},
                "writes": (write("_ga", text), write(text, text, domain=text)),
                "body": parameters,
                "headers": (("referer", text), (text, text)),
                "etag": text,
                "validator": text,
                "chain": (text, f"{text}:1:1"),
                "initiator": text,
                "page": text,
            }
            for offset, url in enumerate((f"{TRACKER}?{parameters}", text, f"https://[{text}")):
                rows.append(request(url, id=3 * number + offset, **common))  # type: ignore[arg-type]  # fields by name
        message = SocketMessage(1, at(journey, steps_of(journey)[-1], 2), text, text, Recorder.DEVTOOLS, text)
        return {"traffic": replace(traffic(*rows), messages=(message,), gaps=(text,))}

    records = audit(soiled)
    everything_is_told(concluded(records), list(records))


@each_garbage
def test_garbage_in_calls_of_scripts_is_told_and_breaks_nothing(text: str) -> None:
    def soiled(journey: Journey, _found: dict[str, object]) -> Mapping[str, object]:
        rows = [
            access(op, key, text, id=n, at=at(journey, step, 4), frame=frame, script=text, stack=(text,))
            for step in steps_of(journey)
            for n, op in enumerate(AccessOp)
            for key in ("_ga", text)
            for frame in (URL, text)
        ]
        return {"script-accesses": accesses(*rows)}

    records = audit(soiled)
    everything_is_told(concluded(records), list(records))


@each_garbage
def test_garbage_on_the_screen_is_told_and_breaks_nothing(text: str) -> None:
    def soiled(_journey: Journey, found: dict[str, object]) -> Mapping[str, object]:
        shown = layer(
            *(control(role, text, accessible_name=text) for role in Role),
            toggle(text, on=True, group=text),
            text=text,
            language=text,
            page_language=text,
            price=text,
            rivals=(rival(text=text, accept=text, reject=text),),
            tried=(text,),
        )
        changed: dict[str, object] = {"environment": environment(browser=text, final_url=text or URL)}
        changed["platform"] = platform(text, signs=(text,), second_opinion=text)
        for name, old in found.items():
            if isinstance(old, Layer):
                changed[name] = shown
            if isinstance(old, Withdrawal):
                changed[name] = replace(
                    old,
                    candidates=(candidate(text, page=text, result=text),),
                    pages=(text,),
                    sampled=(text, URL),
                    placements=(placement(text, label=text),),
                    reason=text,
                    no_new_session=text,
                )
        return changed

    everything_is_told(concluded(audit(soiled)))


@pytest.mark.parametrize("seconds", [0.0, -1e9, 1e12, 1e18])
def test_impossible_lifetimes_break_nothing(seconds: float) -> None:
    held = (cookie(expires=seconds), cookie("cookie_consent", "all", expires=seconds))

    def soiled(journey: Journey, _found: dict[str, object]) -> Mapping[str, object]:
        rows = (snapshot(s, *held, at=at(journey, s, 9)) for s in steps_of(journey))
        return {"snapshots": Snapshots(tuple(rows))}

    everything_is_told(concluded(audit(soiled)))


@pytest.mark.parametrize("moment", [0.0, -1e9, -1e12])
def test_impossible_moments_of_calls_and_requests_break_nothing(moment: float) -> None:
    def soiled(_journey: Journey, found: dict[str, object]) -> Mapping[str, object]:
        set_again = access(AccessOp.COOKIE_SET, "_ga", "GA1.1.555444333.1763999000", at=moment)
        sent = request(TRACKER + "?gcs=G111", at=moment, cookies={"_ga": "x"}, writes=(write(),), id=1)
        whole = found["traffic"]
        assert isinstance(whole, Traffic)
        return {"script-accesses": accesses(set_again), "traffic": traffic(sent, *whole.requests)}

    everything_is_told(concluded(audit(soiled)))


# Floods


def test_a_value_of_a_megabyte_is_told() -> None:
    large = "x1" * (MEGABYTE // 2)
    step = StepName.INNER_PAGE

    def soiled(journey: Journey, found: dict[str, object]) -> Mapping[str, object]:
        states, whole = found["snapshots"], found["traffic"]
        assert isinstance(states, Snapshots)
        assert isinstance(whole, Traffic)
        if journey is not Journey.WITHDRAW:
            return {}
        held = (cookie("euconsent-v2", large), cookie("_ga", large), cookie("large", large))
        rows = (replace(s, cookies=(*s.cookies, *held)) for s in states.snapshots[-2:])
        sent = request(f"{TRACKER}?gcs={large}", at=at(journey, step, 2), cookies={"_ga": large}, body=large, id=99)
        return {"snapshots": Snapshots((*states.snapshots[:-2], *rows)), "traffic": traffic(*whole.requests, sent)}

    records = audit(soiled)
    everything_is_told(concluded(records), list(records))


def test_a_hundred_thousand_items_are_told() -> None:
    held = [cookie(f"id{n}", f"v{n}.8f3a{n:07x}91") for n in range(MANY)]

    def soiled(journey: Journey, _found: dict[str, object]) -> Mapping[str, object]:
        last = steps_of(journey)[-1]
        return {"snapshots": Snapshots((snapshot(last, *held, at=at(journey, last, 9)),))}

    result = concluded(audit(lambda j, f: soiled(j, f) if j in {Journey.ACCEPT_ALL, Journey.WITHDRAW} else {}))
    assert result.items is not None
    assert len(result.items.items) > MANY
    everything_is_told(result)


def test_a_hundred_thousand_requests_are_told() -> None:
    def soiled(journey: Journey, _found: dict[str, object]) -> Mapping[str, object]:
        whole = recorded(journey)["traffic"]
        assert isinstance(whole, Traffic)
        if journey is not Journey.WITHDRAW:
            return {}
        step = WITHDRAWING[5]
        rows = [request(f"{URL}p?n={n}", at=at(journey, step, n / MANY), id=n + 100) for n in range(MANY)]
        return {"traffic": traffic(*whole.requests, *rows)}

    records = audit(soiled)
    result = concluded(records)
    assert with_outcome(result, Outcome.FAILED) == set()
    everything_is_told(result, list(records))
