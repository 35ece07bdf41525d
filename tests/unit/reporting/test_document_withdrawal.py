"""What the result document tells of items, reads, signals and the withdrawal itself."""

import pytest

from auditor.domain.checks import Confidence
from auditor.domain.choices import Mechanism
from auditor.domain.facts import Basis, Excuse, Sighting
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import Form, ItemKind, Party, Phase, Recorder
from auditor.domain.signals import Channel, Meaning
from auditor.reporting.document import document
from tests.evidence.builders import (
    DAY,
    NOW,
    URL,
    choice,
    item,
    items,
    read,
    reads,
    withdrawal,
)
from tests.unit.checks.signal_builders import placement, signal, signals
from tests.unit.reporting.document_contract import excused, history, whole, wrong_values


def test_withdrawal_that_was_walked_to_its_end() -> None:
    told = document(whole(withdrawal=withdrawal(2, opened=1, placements=(placement(URL),))))["withdrawal"]
    assert told == {
        "mechanism": "footer-link",
        "actions": 3,
        "registered": True,
        "replayed": False,
        "path": ["Action 1", "Action 1", "Action 2"],
        "placements": [{"page": URL, "label": "Cookie settings", "mechanism": "footer-link"}],
        "phases": ["same-page", "after-reload"],
        "gaps": [],
    }


def test_gaps_of_the_record_and_phases_that_were_seen_are_told() -> None:
    told = document(whole(reads=reads(complete=False, phases=tuple(Phase))))["withdrawal"]
    assert told["gaps"] == ["network-log-cut-short"]
    assert told["phases"] == ["same-page", "after-reload", "new-session"]


def test_replayed_path_is_told() -> None:
    assert document(whole(withdrawal=withdrawal(replayed=True)))["withdrawal"]["replayed"] is True


@pytest.mark.parametrize(("gone", "changed"), [(True, None), (None, True), (True, False)])
def test_withdrawal_is_registered_by_one_effect(gone: bool | None, changed: bool | None) -> None:
    made = choice(banner_gone=gone, record_changed=changed)
    assert document(whole(withdrawal=withdrawal(choice=made)))["withdrawal"]["registered"] is True


def test_withdrawal_without_an_observed_effect_is_not_registered() -> None:
    made = choice(banner_gone=None, record_changed=None)
    assert document(whole(withdrawal=withdrawal(choice=made)))["withdrawal"]["registered"] is None


@pytest.mark.parametrize("mechanism", [*Mechanism, None])
def test_way_back_that_led_nowhere(mechanism: Mechanism | None) -> None:
    told = document(whole(withdrawal=withdrawal(mechanism=mechanism, choice=None)))
    assert told["withdrawal"]["actions"] is None
    assert told["withdrawal"]["registered"] is None
    assert wrong_values(told) == []


def test_item_tells_where_it_was_seen_once_for_each_journey() -> None:
    twice = (Sighting(Journey.WITHDRAW, StepName.ACCEPT), Sighting(Journey.ACCEPT_ALL, StepName.ACCEPT))
    told = document(whole(items=items(item(sightings=(*twice, *twice), lifetime_s=400 * DAY + 0.4))))["items"]
    assert told == [
        {
            "kind": "cookie",
            "name": "_ga",
            "domain": "shop.example",
            "party": "first",
            "owner": None,
            "purpose": None,
            "basis": "accept-delta",
            "seen_in": ["withdraw", "accept-all"],
            "lifetime_s": 400 * 86400,
            "usual_lifetime_s": None,
            "withdrawal": {
                "setter": "www.shop.example",
                "first_seen_at": "2025-11-24T16:00:00.000Z",
                "last_read_at": "2025-11-24T16:00:41.000Z",
                "reads": {"same-page": 0, "after-reload": 1, "new-session": 0},
                "stored_at_end": True,
                "lifetime_left_s": 399 * 86400,
            },
        }
    ]


def test_item_that_the_withdrawing_visit_did_not_see_has_no_life_in_it() -> None:
    told = document(whole(items=items(item("other"))))["items"]
    assert [row["withdrawal"] for row in told] == [None]
    assert [row["withdrawal"] for row in document(whole(reads=None))["items"]] == [None, None]


def test_item_that_was_never_read_and_is_gone_says_so() -> None:
    life = history(last_read_at=None, setter=None, stored_at_end=False, lifetime_left_s=None)
    told = document(whole(items=items(item()), reads=reads(histories=(life,))))["items"][0]["withdrawal"]
    assert (told["last_read_at"], told["setter"], told["lifetime_left_s"]) == (None, None, None)
    assert told["stored_at_end"] is False


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize("basis", Basis)
def test_items_of_every_kind_and_basis(kind: ItemKind, basis: Basis) -> None:
    told = document(whole(items=items(item(kind=kind, basis=basis, party=Party.THIRD, lifetime_s=None))))
    assert told["items"][0]["lifetime_s"] is None
    assert wrong_values(told) == []


def test_read_after_withdrawal() -> None:
    seen = read(
        last_at=NOW + 52, carried="Cookie header", host_owner="The shop", chain=("https://www.shop.example/app.js:1:2",)
    )
    [told] = document(whole(reads=reads(seen)))["reads_after_withdrawal"]
    assert told == {
        "item": {"kind": "cookie", "name": "_ga", "domain": "shop.example"},
        "form": "cookie-header",
        "phase": "after-reload",
        "party": "first",
        "host": "www.shop.example",
        "owner": None,
        "confidence": "confirmed",
        "count": 1,
        "first_at": "2025-11-24T16:00:41.000Z",
        "last_at": "2025-11-24T16:00:52.000Z",
        "host_owner": "The shop",
        "carried": "Cookie header",
        "since_rewritten": False,
        "recorder": "network-log",
        "initiator": ["https://www.shop.example/app.js:1:2"],
        "evidence": ["withdraw/traffic#41"],
    }


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("phase", Phase)
def test_reads_of_every_form_and_phase(form: Form, phase: Phase) -> None:
    rows = tuple(read(form=form, phase=phase, confidence=confidence) for confidence in Confidence)
    assert wrong_values(document(whole(reads=reads(*rows)))) == []


@pytest.mark.parametrize("recorder", Recorder)
@pytest.mark.parametrize("kind", ItemKind)
def test_reads_by_every_recorder_of_every_kind(recorder: Recorder, kind: ItemKind) -> None:
    told = document(whole(reads=reads(read(item(kind=kind), recorder=recorder, since_rewritten=True))))
    assert told["reads_after_withdrawal"][0]["since_rewritten"] is True
    assert wrong_values(told) == []


@pytest.mark.parametrize("reason", Excuse)
def test_requests_that_are_not_held_against_the_site_say_why(reason: Excuse) -> None:
    told = document(whole(reads=reads(excused=(excused(reason),))))
    assert told["excused_after_withdrawal"] == [
        {
            "item": {"kind": "cookie", "name": "_ga", "domain": "shop.example"},
            "host": "www.shop.example",
            "at": "2025-11-24T16:00:31.000Z",
            "reason": reason.value,
            "evidence": ["withdraw/traffic#30"],
        }
    ]
    assert wrong_values(told) == []


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("meaning", Meaning)
def test_signals_of_every_channel_and_meaning(channel: Channel, meaning: Meaning) -> None:
    told = document(whole(signals=((Journey.REJECT_ALL, signals(signal(StepName.ACCEPT, meaning, channel=channel))),)))
    [row] = told["signals"]
    assert (row["journey"], row["channel"], row["meaning"]) == ("reject-all", channel.value, meaning.value)
    assert wrong_values(told) == []
