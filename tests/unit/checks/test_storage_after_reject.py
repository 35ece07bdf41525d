import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.facts import Item
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import Party
from checks.storage_after_reject import CHECK
from tests.evidence.builders import choice, item, items
from tests.evidence.check_builders import ask, examined, exempt, known, unknown

REFUSING = Journey.REJECT_ALL


@pytest.mark.parametrize("step", [StepName.REJECT, StepName.RELOAD, StepName.SECOND_INNER_PAGE])
def test_failed_when_something_needing_consent_appears_after_refusing(step: StepName) -> None:
    told = ask(CHECK, choice(), items(known(REFUSING, step), exempt(REFUSING, step)))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ["cookie _ga (shop.example), analytics"]
    assert told.findings[0].evidence == ("reject-all/snapshots",)
    assert told.evidence == examined(CHECK)


def test_failed_whether_or_not_the_refusal_showed_an_effect() -> None:
    silent = choice(banner_gone=False, record_changed=False)
    told = ask(CHECK, silent, items(known(REFUSING, StepName.RELOAD, purpose=None)))
    assert told.outcome is Outcome.FAILED
    assert told.findings[0].summary.endswith("purpose unknown")


def test_failed_is_as_sure_as_its_surest_item() -> None:
    likely = known(REFUSING, StepName.REJECT, name="_gid", confidence=Confidence.LIKELY)
    assert ask(CHECK, choice(), items(likely)).confidence is Confidence.LIKELY
    assert ask(CHECK, choice(), items(likely, known(REFUSING, StepName.REJECT))).confidence is Confidence.CONFIRMED


@pytest.mark.parametrize(("gone", "changed"), [(False, False), (None, None), (False, None)])
def test_cant_tell_when_the_refusal_showed_no_effect(gone: bool | None, changed: bool | None) -> None:
    told = ask(CHECK, choice(banner_gone=gone, record_changed=changed), items())
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_only_unknown_identifiers_of_others_appear() -> None:
    told = ask(CHECK, choice(), items(unknown(REFUSING, StepName.RELOAD, party=Party.THIRD)))
    assert told.outcome is Outcome.CANT_TELL
    assert "pref" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    "kept",
    [
        item(),
        exempt(REFUSING, StepName.REJECT),
        known(REFUSING, StepName.LOAD),
        unknown(REFUSING, StepName.RELOAD),
        unknown(REFUSING, StepName.RELOAD, party=Party.THIRD, identifying=False),
    ],
    ids=["came with accepting", "needs no consent", "there before", "unknown, of the site", "singles nobody out"],
)
def test_passed_when_nothing_needing_consent_appears(kept: Item) -> None:
    told = ask(CHECK, choice(), items(kept))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(("gone", "changed"), [(True, None), (None, True)])
def test_passed_when_the_refusal_showed_one_effect(gone: bool | None, changed: bool | None) -> None:
    assert ask(CHECK, choice(banner_gone=gone, record_changed=changed), items()).outcome is Outcome.PASSED
