"""An audit of an honest shop, in which everything was recorded: what a damaged record is compared with."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from auditor.domain.artifacts import Snapshots, Timeline, Traffic, VisitRecord
from auditor.domain.checks import Outcome
from auditor.domain.controls import Role
from auditor.domain.journeys import APART, Journey, Step, StepName
from auditor.domain.profile import Profile
from auditor.domain.recording import Cookie
from auditor.domain.results import AuditResult
from auditor.evaluation.conclude import AuditFacts, conclude
from checks.catalogue import CATALOGUE
from tests.evidence.builders import (
    NOW,
    OTHER_VISITOR,
    STEP_S,
    STEPS,
    TRACKER,
    URL,
    VISITOR,
    accesses,
    choice,
    control,
    cookie,
    cover,
    dismissal,
    dismissals,
    environment,
    exploration,
    layer,
    platform,
    policy_page,
    prompt,
    prompts,
    request,
    settings,
    settings_part,
    snapshot,
    toggle,
    traffic,
    visit,
    withdrawal,
)
from tests.unit.checks.signal_builders import INNER, placement

FACTS = AuditFacts("a1", "https://shop.example/", Profile(), NOW, NOW + 600, "f" * 64)
WITHDRAWING = (*STEPS[Journey.WITHDRAW], StepName.NEW_SESSION)
YES, NO = cookie("cookie_consent", "all", days=365), cookie("cookie_consent", "none", days=365)
TEXT = (
    "We and our partners use cookies for statistics and for advertising. You can withdraw your consent at any time; "
    "they are kept for 13 months."
)
SHOWN = (
    control(Role.ACCEPT, focusable=True, tab_stop=1),
    control(Role.REJECT, node=2, focusable=True, tab_stop=2),
    control(Role.POLICY, "Privacy policy", node=3, href="/privacy", focusable=True, tab_stop=3),
)
SEEN = layer(
    *SHOWN,
    text=TEXT,
    cover=cover(),
    page_language="en",
    language_certain=True,
    accept_seen_at=0.4,
    reject_seen_at=0.4,
)
CONSENTED = {
    Journey.ACCEPT_ALL: STEPS[Journey.ACCEPT_ALL][1:],
    Journey.WITHDRAW: (StepName.ACCEPT, StepName.BROWSE),
}
REFUSED = {Journey.REJECT_ALL: STEPS[Journey.REJECT_ALL][1:], Journey.WITHDRAW: WITHDRAWING[3:]}


def steps_of(journey: Journey) -> tuple[StepName, ...]:
    """The steps of a journey, a later session among those of the withdrawal."""
    return WITHDRAWING if journey is Journey.WITHDRAW else STEPS[journey]


def at(journey: Journey, step: StepName, after: float = 0.0) -> float:
    """The time at which a step of a journey starts, or so many seconds later."""
    return NOW + STEP_S * steps_of(journey).index(step) + after


def kept(journey: Journey, step: StepName) -> tuple[Cookie, ...]:
    """What the honest shop keeps: an identifier and a yes while it may, a no otherwise."""
    if step in CONSENTED.get(journey, ()):
        return YES, cookie("_ga", VISITOR if journey is Journey.ACCEPT_ALL else OTHER_VISITOR, days=390)
    return (NO,) if step in REFUSED.get(journey, ()) else ()


def states(journey: Journey) -> Snapshots:
    """The state at the end of each step, with a thousand characters of text on each page."""
    asked = ("https://shop.example",)
    rows = (
        replace(snapshot(s, *kept(journey, s), at=at(journey, s, STEP_S - 1)), origins=asked) for s in steps_of(journey)
    )
    return Snapshots(tuple(replace(row, text_length=1000) for row in rows))


def walked(journey: Journey) -> Timeline:
    """The steps of a journey; the second page of each half is an inner one."""
    inner = {StepName.BROWSE, StepName.INNER_PAGE}
    rows = ((s, at(journey, s)) for s in steps_of(journey))
    return Timeline(tuple(Step(s, t, t + STEP_S - 1, INNER if s in inner else URL) for s, t in rows))


def sent(journey: Journey) -> Traffic:
    """A page for each step; the partner is told yes while it may be, and no afterwards."""
    rows = [request(at=at(journey, s, 0.1)) for s in steps_of(journey)]
    for meaning, told in (("G111", CONSENTED), ("G100", REFUSED)):
        later = [s for s in told.get(journey, ()) if s is not StepName.WITHDRAW]
        rows += [request(f"{TRACKER}?gcs={meaning}", at=at(journey, s, 1)) for s in later]
    numbered = (replace(r, id=n) for n, r in enumerate(sorted(rows, key=lambda r: r.at), start=1))
    return traffic(*numbered)


def recorded(journey: Journey) -> dict[str, object]:
    """Every artifact of one journey through the honest shop, by name."""
    found: dict[str, object] = {
        "timeline": walked(journey),
        "snapshots": states(journey),
        "traffic": sent(journey),
        "script-accesses": accesses(),
        "environment": environment(),
        "first-layer": SEEN,
        "exploration": exploration(),
    }
    if journey in {Journey.ACCEPT_ALL, Journey.REJECT_ALL, Journey.CLOSE_BANNER, Journey.WITHDRAW}:
        found["choice"] = choice(made_at=at(journey, steps_of(journey)[1]))
    if journey in {Journey.ACCEPT_ALL, Journey.REJECT_ALL}:
        found["prompts"] = prompts(prompt(accepted=journey is Journey.ACCEPT_ALL))
    if journey is Journey.NO_ACTION:
        found |= {"other-device": SEEN, "platform": platform(), "policy-page": policy_page()}
    if journey is Journey.CLOSE_BANNER:
        found["dismissals"] = dismissals(dismissal())
    if journey is Journey.OPEN_SECOND_LAYER:
        found |= {"second-layer": layer(toggle(seen_as=40.0), text=TEXT), "settings": settings(settings_part())}
    if journey is Journey.WITHDRAW:
        found["second-layer"] = layer(toggle(on=True))
        found["withdrawal"] = withdrawal(sampled=(URL, INNER), placements=(placement(URL), placement(INNER)))
    return found


JOURNEYS = tuple(j for j in Journey if j not in {Journey.RETURN_VISIT, *APART})


def audit(change: Callable[[Journey, dict[str, object]], Mapping[str, object]] | None = None) -> list[VisitRecord]:
    """The records of a whole audit; `change` takes the artifacts of a journey and gives those that replace them."""
    records = []
    for journey in JOURNEYS:
        found = recorded(journey)
        records.append(replace(visit(journey), artifacts=found | dict(change(journey, found) if change else {})))
    return records


def concluded(records: list[VisitRecord]) -> AuditResult:
    """What the whole catalogue says of these records."""
    return conclude(FACTS, records, CATALOGUE)


def with_outcome(result: AuditResult, outcome: Outcome) -> set[str]:
    """The ids of the checks with that answer."""
    return {r.check.id for r in result.results if r.result.outcome is outcome}
