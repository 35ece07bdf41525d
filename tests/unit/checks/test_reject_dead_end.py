import pytest

from auditor.domain.checks import Outcome
from checks.reject_dead_end import CHECK
from tests.evidence.builders import exploration
from tests.evidence.check_builders import ask, examined


def test_failed_when_refusing_changes_nothing() -> None:
    told = ask(CHECK, exploration(banner_gone=False, record_changed=False))
    assert told.outcome is Outcome.FAILED
    assert '"Reject all"' in told.findings[0].summary
    assert told.findings[0].evidence == ("reject-all/exploration",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("reason", ["a-toggle-does-not-switch-off", "settings-cannot-be-saved"])
def test_failed_when_the_settings_cannot_be_used(reason: str) -> None:
    told = ask(CHECK, exploration(path_found=None, reason=reason, banner_gone=None, record_changed=None))
    assert told.outcome is Outcome.FAILED


@pytest.mark.parametrize(("gone", "changed"), [(True, False), (False, True), (True, None)])
def test_passed_when_refusing_shows_an_effect(*, gone: bool, changed: bool | None) -> None:
    assert ask(CHECK, exploration(banner_gone=gone, record_changed=changed)).outcome is Outcome.PASSED


@pytest.mark.parametrize(("gone", "changed"), [(None, False), (False, None), (None, None)])
def test_cant_tell_when_the_effect_was_not_seen(*, gone: bool | None, changed: bool | None) -> None:
    assert ask(CHECK, exploration(banner_gone=gone, record_changed=changed)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("found", [False, None])
def test_inapplicable_without_a_refusal(*, found: bool | None) -> None:
    told = ask(CHECK, exploration(path_found=found, reason="no-refusal-path"))
    assert told.outcome is Outcome.INAPPLICABLE
