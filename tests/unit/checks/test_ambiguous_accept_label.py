import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Control, Role
from auditor.domain.facts import Basis, Item, Sighting
from auditor.domain.journeys import Journey, StepName
from checks.ambiguous_accept_label import CHECK
from tests.evidence.builders import choice, control, item, items, layer, no_layer
from tests.evidence.check_builders import ask, examined

OK = control(Role.ACKNOWLEDGE, "OK", label_clear=False)


def test_failed_when_ok_brings_what_comes_only_with_acceptance() -> None:
    told = ask(CHECK, layer(OK, control(Role.SETTINGS)), choice(), items(item()))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert told.summary == '"OK" counts as consent: no other visit gets 1 item that it brings.'
    assert [f.summary for f in told.findings] == ['The only way to agree reads "OK" and brings cookie _ga.']
    assert told.findings[0].evidence == ("no-action/first-layer", "accept-all/items")
    assert told.evidence == examined(CHECK)


def test_failed_when_ok_brings_an_identifier_though_not_everything_was_compared() -> None:
    assert ask(CHECK, layer(OK), choice(record_changed=None), items(item())).outcome is Outcome.FAILED


@pytest.mark.parametrize("others", [(), (OK,), (control(Role.UNKNOWN, "Sawa"),)], ids=["alone", "OK", "unknown"])
def test_passed_when_a_control_says_that_it_agrees(others: tuple[Control, ...]) -> None:
    told = ask(CHECK, layer(*others, control(Role.ACCEPT, "Accept all")), choice(), items(item()))
    assert told.outcome is Outcome.PASSED
    assert told.confidence is Confidence.LIKELY
    assert told.summary == 'The control that agrees reads "Accept all".'
    assert told.evidence == examined(CHECK)


def test_passed_quotes_the_accessible_name_of_a_control_without_words_and_no_more_than_a_line() -> None:
    told = ask(CHECK, layer(control(Role.ACCEPT, "", accessible_name="A" * 121)), choice(), items())
    assert told.summary == f'The control that agrees reads "{"A" * 120}".'


def test_cant_tell_when_another_button_may_be_the_acceptance() -> None:
    told = ask(CHECK, layer(OK, control(Role.UNKNOWN, "Sawa")), choice(), items(item()))
    assert told.outcome is Outcome.CANT_TELL
    assert '"Sawa"' in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    "other",
    [control(Role.UNKNOWN, ""), control(Role.UNKNOWN, "Partners", semantic="link")],
    ids=["without words", "link"],
)
def test_failed_when_what_else_is_offered_cannot_be_the_acceptance(other: Control) -> None:
    assert ask(CHECK, layer(OK, other), choice(), items(item())).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("changed", "came"),
    [
        (True, item(basis=Basis.UNKNOWN)),
        (True, item(basis=Basis.KNOWLEDGE_BASE)),
        (False, item(identifying=False)),
    ],
    ids=["something of unknown purpose", "a known item that comes anyway", "a plain value"],
)
def test_cant_tell_when_the_click_may_only_note_that_the_notice_was_read(changed: bool, came: Item) -> None:
    told = ask(CHECK, layer(OK), choice(record_changed=changed), items(came))
    assert (told.outcome, "notice was read" in told.summary) == (Outcome.CANT_TELL, True)


@pytest.mark.parametrize(("changed", "compared"), [(None, True), (True, False), (False, False)])
def test_cant_tell_when_the_effect_could_not_be_compared(changed: bool | None, compared: bool) -> None:
    told = ask(CHECK, layer(OK), choice(record_changed=changed), items(compared=compared))
    assert (told.outcome, "could not be compared" in told.summary) == (Outcome.CANT_TELL, True)


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    assert ask(CHECK, layer(present=None), choice(), items()).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("found", [(), (item(sightings=(Sighting(Journey.WITHDRAW, StepName.ACCEPT),)),)])
def test_inapplicable_when_ok_closes_a_notice_and_brings_nothing(found: tuple[Item, ...]) -> None:
    told = ask(CHECK, layer(OK), choice(record_changed=False), items(*found))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_a_banner() -> None:
    assert ask(CHECK, no_layer(), choice(), items()).outcome is Outcome.INAPPLICABLE


def test_inapplicable_when_nothing_agrees() -> None:
    assert ask(CHECK, layer(control(Role.SETTINGS)), choice(), items(item())).outcome is Outcome.INAPPLICABLE
