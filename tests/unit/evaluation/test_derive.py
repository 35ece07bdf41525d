"""Facts are computed once, from what was recorded; without it they are missing, with the reason."""

from dataclasses import replace
from typing import Any

import pytest

from auditor.domain.artifacts import (
    CHOICE,
    FIRST_LAYER,
    RECORDED,
    REMOVAL_PICTURES,
    SNAPSHOTS,
    TRAFFIC,
    Missing,
    RemovalPictures,
    VisitRecord,
)
from auditor.domain.box import Box
from auditor.domain.carried import CARRIED_IN
from auditor.domain.choices import Withdrawal
from auditor.domain.controls import Control, Layer, Role
from auditor.domain.facts import (
    ITEMS,
    LEAKS,
    PROMINENCE,
    READS,
    Basis,
    Comparison,
    Effort,
    Favours,
    Items,
    Leaks,
    Reads,
)
from auditor.domain.growth import GROWTH, Growth
from auditor.domain.journeys import Journey, StepName
from auditor.domain.limits import Limits
from auditor.domain.recording import ItemKind
from auditor.domain.signals import SIGNALS, Signals
from auditor.evaluation import derive as deriving
from auditor.evaluation.derive import LAYERS, Bundle, derive, effort, found
from tests.evidence.builders import (
    SITE,
    TRACKER,
    VISITOR,
    accesses,
    choice,
    control,
    cookie,
    layer,
    moment,
    no_layer,
    page,
    png,
    removal_pictures,
    request,
    snapshot,
    snapshots,
    traffic,
    visit,
    withdrawal,
)

BLUE = (0, 60, 180)
ACCEPT, SMALL = Box(320, 40, 200, 40), Box(60, 40, 60, 20)


def unequal() -> RemovalPictures:
    """Pictures in which refusing takes a small part of the space of accepting."""
    return replace(
        removal_pictures(),
        reject=SMALL,
        shown=png(page((ACCEPT, BLUE), (SMALL, BLUE))),
        without_accept=png(page((SMALL, BLUE))),
    )


def untouched(**artifacts: object) -> VisitRecord:
    """An untouched visit to a site with a fair banner that keeps nothing."""
    seen: dict[str, Any] = {
        "first_layer": layer(),
        "removal_pictures": removal_pictures(),
        "snapshots": snapshots(snapshot(StepName.LOAD)),
        "traffic": traffic(),
    }
    return visit(Journey.NO_ACTION, **(seen | artifacts))


def withdrawn(**artifacts: object) -> VisitRecord:
    """A visit that accepted, withdrew and whose cookie was sent again after the reload."""
    kept = snapshot(StepName.ACCEPT, cookie())
    late = request(at=moment(Journey.WITHDRAW, StepName.RELOAD, 1), cookies={"_ga": VISITOR})
    seen: dict[str, Any] = {
        "snapshots": snapshots(snapshot(StepName.LOAD), kept, snapshot(StepName.SECOND_INNER_PAGE, cookie())),
        "traffic": traffic(late),
        "script_accesses": accesses(),
        "withdrawal": withdrawal(),
    }
    return visit(Journey.WITHDRAW, **(seen | artifacts))


def test_every_kind_of_every_visit_has_an_artifact_or_a_reason() -> None:
    bundle = derive([untouched(), visit(Journey.ACCEPT_ALL, missing="accept-control-not-found")], SITE, Limits())
    for journey in (Journey.NO_ACTION, Journey.ACCEPT_ALL):
        assert all(isinstance(bundle[journey, kind.name], kind.type | Missing) for kind in RECORDED)
    assert isinstance(bundle[Journey.NO_ACTION, FIRST_LAYER.name], Layer)
    assert bundle[Journey.ACCEPT_ALL, CHOICE.name] == Missing("accept-control-not-found")
    assert bundle[Journey.NO_ACTION, CHOICE.name] == Missing("not-recorded")


def test_reason_of_a_single_artifact_is_kept() -> None:
    bundle = derive([untouched(removal_pictures=Missing("pictures-could-not-be-taken"))], SITE, Limits())
    assert bundle[Journey.NO_ACTION, REMOVAL_PICTURES.name] == Missing("pictures-could-not-be-taken")
    assert bundle[Journey.NO_ACTION, PROMINENCE.name] == Missing("pictures-could-not-be-taken")


def test_items_are_the_same_for_every_journey() -> None:
    bundle = derive([untouched(), withdrawn()], SITE, Limits())
    items = bundle[Journey.NO_ACTION, ITEMS.name]
    assert isinstance(items, Items)
    assert items is bundle[Journey.WITHDRAW, ITEMS.name]
    assert [(i.key.kind, i.key.name, i.basis) for i in items.items] == [
        (ItemKind.COOKIE, "_ga", Basis.ACCEPT_DELTA),
    ]


def test_items_are_missing_when_no_visit_recorded_its_state() -> None:
    bundle = derive([untouched(snapshots=Missing("browser-failed"))], SITE, Limits())
    assert bundle[Journey.NO_ACTION, ITEMS.name] == Missing("no-visit-recorded-its-state")


@pytest.mark.parametrize(
    ("journey", "kinds"),
    [
        (Journey.NO_ACTION, {ITEMS.name, LEAKS.name, PROMINENCE.name}),
        (Journey.REJECT_ALL, {ITEMS.name, LEAKS.name, READS.name}),
        (Journey.CLOSE_BANNER, {ITEMS.name, LEAKS.name}),
        (Journey.WITHDRAW, {ITEMS.name, READS.name}),
        (Journey.OPEN_SECOND_LAYER, {ITEMS.name, PROMINENCE.name}),
        (Journey.ACCEPT_ALL, {ITEMS.name}),
    ],
)
def test_each_journey_has_the_facts_of_its_own(journey: Journey, kinds: set[str]) -> None:
    bundle = derive([visit(journey, snapshots=snapshots(snapshot(StepName.LOAD)))], SITE, Limits())
    derived = {ITEMS.name, LEAKS.name, PROMINENCE.name, READS.name}
    assert {name for of, name in bundle if of is journey and name in derived} == kinds


def test_leaks_before_a_choice() -> None:
    seen = snapshots(snapshot(StepName.LOAD, cookie()))
    sent = request(f"{TRACKER}?cid={VISITOR}", at=moment(Journey.NO_ACTION, StepName.LOAD, 1), id=7)
    leaks = derive([untouched(snapshots=seen, traffic=traffic(sent))], SITE, Limits())[Journey.NO_ACTION, LEAKS.name]
    assert isinstance(leaks, Leaks)
    assert [(leak.host, leak.evidence) for leak in leaks.leaks] == [
        ("www.google-analytics.com", "no-action/traffic#7"),
    ]


def test_leaks_are_missing_without_traffic() -> None:
    bundle = derive([untouched(traffic=Missing("netlog-unreadable"))], SITE, Limits())
    assert bundle[Journey.NO_ACTION, TRAFFIC.name] == Missing("netlog-unreadable")
    assert bundle[Journey.NO_ACTION, LEAKS.name] == Missing("netlog-unreadable")


def test_reads_after_withdrawal() -> None:
    reads = derive([untouched(), withdrawn()], SITE, Limits())[Journey.WITHDRAW, READS.name]
    assert isinstance(reads, Reads)
    assert [(r.item.name, r.host) for r in reads.reads] == [("_ga", SITE)]
    assert reads.registered


def test_reads_are_missing_when_consent_was_not_withdrawn() -> None:
    search = withdrawal(choice=None, reason="no-way-back-was-found")
    bundle = derive([untouched(), withdrawn(withdrawal=search)], SITE, Limits())
    assert bundle[Journey.WITHDRAW, READS.name] == Missing("no-way-back-was-found")


def test_reads_after_a_refusal_are_those_of_what_was_kept_before_it() -> None:
    kept = snapshots(snapshot(StepName.LOAD, cookie()), snapshot(StepName.SECOND_INNER_PAGE, cookie()))
    late = request(at=moment(Journey.REJECT_ALL, StepName.RELOAD, 1), cookies={"_ga": VISITOR}, id=3)
    refused = visit(
        Journey.REJECT_ALL, snapshots=kept, traffic=traffic(late), script_accesses=accesses(), choice=choice()
    )
    reads = derive([untouched(), refused], SITE, Limits())[Journey.REJECT_ALL, READS.name]
    assert isinstance(reads, Reads)
    assert [(r.item.name, r.evidence) for r in reads.reads] == [("_ga", ("reject-all/traffic#3",))]


def test_signals_are_told_for_every_journey() -> None:
    state = snapshots(snapshot(StepName.LOAD, cookie("cookie_consent", "denied")))
    bundle = derive([untouched(snapshots=state)], SITE, Limits())
    signals = bundle[Journey.NO_ACTION, SIGNALS.name]
    assert isinstance(signals, Signals)
    assert [s.name for s in signals.signals] == ["cookie_consent"]


def test_signals_are_missing_with_the_state() -> None:
    bundle = derive([untouched(snapshots=Missing("browser-failed"))], SITE, Limits())
    assert bundle[Journey.NO_ACTION, SIGNALS.name] == Missing("browser-failed")


def in_settings(*parts: Control, **artifacts: object) -> VisitRecord:
    """A visit to the settings with these controls, whose pictures were taken."""
    seen: dict[str, Any] = {"second_layer": layer(*parts), "removal_pictures": removal_pictures()}
    return visit(Journey.OPEN_SECOND_LAYER, **(seen | artifacts))


def in_pictures(journey: Journey, pictures: RemovalPictures) -> VisitRecord:
    """A visit that took these pictures of the two controls of its layer."""
    if journey is Journey.NO_ACTION:
        return untouched(removal_pictures=pictures)
    return in_settings(control(Role.ACCEPT), control(Role.SAVE), removal_pictures=pictures)


def seen_of(journey: Journey, shown: Layer | Missing, **artifacts: object) -> VisitRecord:
    """A visit whose layer is this one."""
    found: dict[str, Any] = {LAYERS[journey].name.replace("-", "_"): shown, "removal_pictures": removal_pictures()}
    return visit(journey, **(found | artifacts))


@pytest.mark.parametrize("journey", LAYERS)
def test_two_controls_of_a_layer_are_compared(journey: Journey) -> None:
    seen = derive([in_pictures(journey, removal_pictures())], SITE, Limits())[journey, PROMINENCE.name]
    assert isinstance(seen, Comparison)
    assert seen.pair is not None
    assert seen.pair.ratio == pytest.approx(1.0)
    assert seen.pair.favours is Favours.NEITHER


@pytest.mark.parametrize("journey", LAYERS)
def test_the_control_that_changes_more_of_the_picture_is_favoured(journey: Journey) -> None:
    seen = derive([in_pictures(journey, unequal())], SITE, Limits())[journey, PROMINENCE.name]
    assert isinstance(seen, Comparison)
    assert seen.pair is not None
    assert seen.pair.ratio > 2.0
    assert seen.pair.favours is Favours.ACCEPT


def test_each_layer_is_compared_by_pictures_of_its_own() -> None:
    records = [
        in_pictures(Journey.NO_ACTION, removal_pictures()),
        in_pictures(Journey.OPEN_SECOND_LAYER, unequal()),
    ]
    bundle = derive(records, SITE, Limits())
    first, second = (found(bundle, journey, PROMINENCE.name, Comparison) for journey in LAYERS)
    assert first
    assert first.pair
    assert second
    assert second.pair
    assert first.pair.ratio < second.pair.ratio


def test_labels_are_what_is_read_or_else_what_the_controls_are_called(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def compare(*given: object) -> Missing:
        asked.append(given)
        return Missing("asked")

    monkeypatch.setattr(deriving, "compare", compare)
    bare = control(Role.ACCEPT, "", accessible_name="Agree"), control(Role.REJECT, "Refuse", accessible_name="No")
    derive([untouched(first_layer=layer(*bare))], SITE, Limits())
    assert asked == [(removal_pictures(), "Agree", "Refuse")]


@pytest.mark.parametrize(
    "shown",
    [
        layer(control(Role.ACCEPT)),
        layer(control(Role.REJECT)),
        layer(control(Role.ACCEPT), control(Role.SAVE)),
        no_layer(),
    ],
    ids=["no refusal", "nothing accepts", "saving alone refuses", "no banner"],
)
@pytest.mark.parametrize(
    "pictures", [removal_pictures(), Missing("the-layer-does-not-offer-both")], ids=["pictures", "none"]
)
def test_without_both_controls_on_the_first_layer_there_is_no_pair(
    shown: Layer, pictures: RemovalPictures | Missing
) -> None:
    bundle = derive([untouched(first_layer=shown, removal_pictures=pictures)], SITE, Limits())
    assert bundle[Journey.NO_ACTION, PROMINENCE.name] == Comparison(None)


@pytest.mark.parametrize(
    ("roles", "offered"),
    [
        ((Role.ACCEPT, Role.SAVE), True),
        ((Role.ACCEPT, Role.REJECT), True),
        ((Role.ACKNOWLEDGE, Role.NECESSARY), True),
        ((Role.SAVE,), False),
        ((Role.SAVE, Role.REJECT), False),
        ((Role.ACCEPT, Role.CLOSE), False),
    ],
)
def test_in_settings_saving_is_compared_where_nothing_refuses(roles: tuple[Role, ...], *, offered: bool) -> None:
    record = in_settings(*(control(role, node=n) for n, role in enumerate(roles)))
    seen = derive([record], SITE, Limits())[Journey.OPEN_SECOND_LAYER, PROMINENCE.name]
    assert isinstance(seen, Comparison)
    assert (seen.pair is not None) is offered


def test_settings_that_are_not_there_have_no_pair() -> None:
    bundle = derive([in_settings(second_layer=no_layer())], SITE, Limits())
    assert bundle[Journey.OPEN_SECOND_LAYER, PROMINENCE.name] == Comparison(None)


@pytest.mark.parametrize("journey", LAYERS)
@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        (Layer(present=None, tried=("tree",)), "the-search-for-a-banner-broke-off"),
        (Missing("browser-failed"), "browser-failed"),
    ],
    ids=["broken off", "not recorded"],
)
def test_prominence_is_missing_when_nobody_could_look(journey: Journey, shown: Layer | Missing, reason: str) -> None:
    assert derive([seen_of(journey, shown)], SITE, Limits())[journey, PROMINENCE.name] == Missing(reason)


def test_prominence_is_missing_with_a_journey_that_broke_off_before_the_settings() -> None:
    record = visit(Journey.OPEN_SECOND_LAYER, missing="settings-control-not-clickable", first_layer=layer())
    seen = derive([record], SITE, Limits())[Journey.OPEN_SECOND_LAYER, PROMINENCE.name]
    assert seen == Missing("settings-control-not-clickable")


@pytest.mark.parametrize("journey", LAYERS)
def test_prominence_is_missing_without_pictures(journey: Journey) -> None:
    lost = Missing("pictures-could-not-be-taken")
    record = seen_of(journey, layer(), removal_pictures=lost)
    assert derive([record], SITE, Limits())[journey, PROMINENCE.name] == lost


@pytest.mark.parametrize("journey", LAYERS)
def test_prominence_is_missing_when_a_control_leaves_no_trace(journey: Journey) -> None:
    record = in_pictures(journey, removal_pictures(without_reject=removal_pictures().shown))
    assert derive([record], SITE, Limits())[journey, PROMINENCE.name] == Missing(
        "control-leaves-no-trace-in-the-picture"
    )


def test_nothing_visited_gives_nothing() -> None:
    assert derive([], SITE, Limits()) == {}


def test_found_is_none_for_what_is_missing_or_never_recorded() -> None:
    bundle: Bundle = {(Journey.NO_ACTION, FIRST_LAYER.name): layer(), (Journey.NO_ACTION, "items"): Missing("gone")}
    assert found(bundle, Journey.NO_ACTION, FIRST_LAYER.name, Layer) == layer()
    assert found(bundle, Journey.NO_ACTION, ITEMS.name, Items) is None
    assert found(bundle, Journey.WITHDRAW, FIRST_LAYER.name, Layer) is None


def chosen(accept: int | None, reject: int | None, search: Withdrawal | None) -> Bundle:
    """The facts that effort is counted from."""
    paths = {Journey.ACCEPT_ALL: accept, Journey.REJECT_ALL: reject}
    bundle: Bundle = {
        (journey, CHOICE.name): Missing("no-refusal-path") if number is None else choice(number)
        for journey, number in paths.items()
    }
    return bundle if search is None else bundle | {(Journey.WITHDRAW, "withdrawal"): search}


def test_effort_counts_the_actions_of_each_path() -> None:
    assert effort(chosen(1, 3, withdrawal(2, opened=1))) == Effort(accept=1, reject=3, withdraw=3)


def test_effort_is_none_where_no_path_was_walked_to_its_end() -> None:
    assert effort(chosen(1, None, withdrawal(choice=None))) == Effort(accept=1, reject=None, withdraw=None)
    assert effort(chosen(None, None, None)) == Effort(None, None, None)
    assert effort({}) == Effort(None, None, None)


def test_snapshots_are_handed_on_as_they_are() -> None:
    record = untouched()
    assert derive([record], SITE, Limits())[Journey.NO_ACTION, SNAPSHOTS.name] is record.artifacts["snapshots"]


def test_of_repeated_visits_the_first_that_recorded_a_thing_counts() -> None:
    lost, first, second = visit(Journey.NO_ACTION, missing="load-timeout"), untouched(), untouched()
    told = derive([lost, first, second], SITE, Limits())
    assert told[Journey.NO_ACTION, SNAPSHOTS.name] is first.artifacts["snapshots"]


@pytest.mark.parametrize("journey", [Journey.NO_ACTION, Journey.REJECT_ALL, Journey.CLOSE_BANNER, Journey.WITHDRAW])
def test_nothing_can_pass_on_a_journey_that_broke_off(journey: Journey) -> None:
    whole = untouched()
    broken = visit(journey, missing="visit-timed-out", snapshots=whole.artifacts["snapshots"], choice=choice())
    told = derive([broken], SITE, Limits())
    facts = [told[journey, kind.name] for kind in (ITEMS, LEAKS, READS, SIGNALS) if (journey, kind.name) in told]
    assert len(facts) >= 3
    assert set(facts) == {Missing("visit-timed-out")}


def test_growth_is_told_of_the_untouched_visit() -> None:
    states = snapshots(snapshot(StepName.LOAD), snapshot(StepName.RELOAD), snapshot(StepName.INNER_PAGE))
    refused = visit(Journey.REJECT_ALL, snapshots=states, choice=choice(), traffic=traffic())
    told = derive([untouched(), refused], SITE, Limits())[Journey.NO_ACTION, GROWTH.name]
    assert isinstance(told, Growth)
    assert [after.step for after in told.ways] == [StepName.REJECT]
    broken = visit(Journey.NO_ACTION, missing="page-not-loaded")
    assert derive([broken, refused], SITE, Limits())[Journey.NO_ACTION, GROWTH.name] == Missing("page-not-loaded")


def test_a_visit_on_demand_that_was_not_made_says_why() -> None:
    bundle = derive([untouched()], SITE, Limits())
    assert bundle[Journey.SEEDED_VISIT, CARRIED_IN.name] == Missing("no-other-sites-were-named")
    assert bundle[Journey.PRIVACY_SIGNAL, LEAKS.name] == Missing("no-visit-with-a-privacy-signal-was-asked-for")


def test_a_visit_on_demand_has_its_own_items_and_its_own_reason() -> None:
    kept = snapshots(snapshot(StepName.LOAD, cookie()))
    signalled = visit(Journey.PRIVACY_SIGNAL, snapshots=kept, traffic=traffic(request()))
    seeded = visit(Journey.SEEDED_VISIT, snapshots=kept, missing="visit-timed-out")
    bundle = derive([untouched(), signalled, seeded], SITE, Limits())
    assert found(bundle, Journey.NO_ACTION, ITEMS.name, Items) == Items((), compared=True)
    under = found(bundle, Journey.PRIVACY_SIGNAL, ITEMS.name, Items)
    assert under is not None
    assert [i.key.name for i in under.items] == ["_ga"]
    assert found(bundle, Journey.PRIVACY_SIGNAL, LEAKS.name, Leaks) == Leaks(())
    assert bundle[Journey.SEEDED_VISIT, CARRIED_IN.name] == Missing("visit-timed-out")
