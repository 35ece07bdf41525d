import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.choices import Way
from auditor.domain.facts import Sighting
from auditor.domain.journeys import Journey, StepName
from checks.close_counts_as_accept import CHECK
from tests.evidence.builders import dismissal, dismissals, item, items
from tests.evidence.check_builders import ask, examined, exempt, known, unknown

CLOSING = Journey.CLOSE_BANNER
GA = ("cookie", "_ga", "shop.example")


@pytest.mark.parametrize("step", [StepName.CLOSE, StepName.RELOAD, StepName.INNER_PAGE])
def test_failed_when_something_needing_consent_appears_after_the_cross(step: StepName) -> None:
    told = ask(CHECK, dismissals(dismissal()), items(known(CLOSING, step), exempt(CLOSING, step)))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ['cookie _ga (shop.example) appeared after its cross ("×")']
    assert told.findings[0].evidence == ("close-banner/dismissals",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("way", [Way.ESCAPE, Way.BACKDROP])
def test_failed_when_it_appears_after_another_way(way: Way) -> None:
    told = ask(CHECK, dismissals(dismissal(), dismissal(way, brought=(GA, ("cookie", "x", "y")))), items(item()))
    assert told.outcome is Outcome.FAILED
    assert "1 item" in told.summary
    assert ("Escape" in told.findings[0].summary) is (way is Way.ESCAPE)


def test_failed_counts_an_item_of_the_cross_once() -> None:
    brought = item(sightings=(Sighting(Journey.ACCEPT_ALL, StepName.ACCEPT), Sighting(CLOSING, StepName.CLOSE)))
    told = ask(CHECK, dismissals(dismissal(brought=(GA,))), items(brought))
    assert (told.outcome, len(told.findings)) == (Outcome.FAILED, 1)


def test_failed_even_without_an_untouched_visit_when_the_table_knows_the_item() -> None:
    told = ask(CHECK, dismissals(dismissal()), items(known(CLOSING, StepName.CLOSE), compared=False))
    assert told.outcome is Outcome.FAILED


def test_cant_tell_without_an_untouched_visit() -> None:
    told = ask(CHECK, dismissals(dismissal()), items(unknown(CLOSING, StepName.CLOSE), compared=False))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_cross_showed_no_effect() -> None:
    told = ask(CHECK, dismissals(dismissal(banner_gone=False)), items())
    assert (told.outcome, "no effect" in told.summary) == (Outcome.CANT_TELL, True)


@pytest.mark.parametrize("tried", [(), (dismissal(Way.ESCAPE, banner_gone=None),)])
def test_cant_tell_when_nothing_could_be_tried_or_seen(tried: tuple[object, ...]) -> None:
    assert ask(CHECK, dismissals(*tried), items()).outcome is Outcome.CANT_TELL  # type: ignore[arg-type]


def test_inapplicable_when_the_banner_stays_whatever_one_does() -> None:
    told = ask(CHECK, dismissals(dismissal(Way.ESCAPE, banner_gone=False)), items())
    assert told.outcome is Outcome.INAPPLICABLE


def test_passed_when_nothing_needing_consent_appears() -> None:
    told = ask(CHECK, dismissals(dismissal()), items(item(), unknown(CLOSING, StepName.CLOSE)))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_passed_names_the_ways_that_worked() -> None:
    tried = dismissals(dismissal(banner_gone=False, record_changed=True), dismissal(Way.ESCAPE))
    told = ask(CHECK, tried, items(known(CLOSING, StepName.LOAD)))
    assert told.outcome is Outcome.PASSED
    assert 'its cross ("×"), Escape' in told.summary
