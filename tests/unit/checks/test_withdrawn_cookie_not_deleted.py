import pytest

from auditor.domain.checks import Confidence, Outcome
from checks.withdrawn_cookie_not_deleted import CHECK
from tests.evidence.builders import item, reads
from tests.evidence.check_builders import ask, examined


def test_failed_when_an_identifier_of_the_site_is_left() -> None:
    told = ask(CHECK, reads(left=(item(), item("theme", identifying=False))))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ["cookie _ga (shop.example)"]
    assert told.findings[0].evidence == ("withdraw/snapshots",)
    assert told.evidence == examined(CHECK)


def test_failed_is_as_sure_as_its_surest_item() -> None:
    likely = item("_gid", confidence=Confidence.LIKELY)
    assert ask(CHECK, reads(left=(likely,))).confidence is Confidence.LIKELY
    assert ask(CHECK, reads(left=(likely, item()))).confidence is Confidence.CONFIRMED


def test_failed_even_when_the_record_is_incomplete() -> None:
    assert ask(CHECK, reads(left=(item(),), complete=False)).outcome is Outcome.FAILED


def test_cant_tell_when_only_plain_values_are_left() -> None:
    told = ask(CHECK, reads(left=(item("theme", identifying=False),)))
    assert told.outcome is Outcome.CANT_TELL
    assert "theme" in told.summary
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_place_of_an_item_could_not_be_looked_at_again() -> None:
    told = ask(CHECK, reads(unseen=(item("visitor"),)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.summary == "These could not be looked at again, for their frame was not open: visitor."
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(("complete", "registered"), [(False, True), (True, False), (False, False)])
def test_cant_tell_when_the_record_or_the_withdrawal_is_in_doubt(complete: bool, registered: bool) -> None:
    told = ask(CHECK, reads(complete=complete, registered=registered))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


def test_inapplicable_when_nothing_needing_consent_was_stored() -> None:
    told = ask(CHECK, reads(consented=()))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_passed_when_nothing_is_left() -> None:
    told = ask(CHECK, reads())
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)
