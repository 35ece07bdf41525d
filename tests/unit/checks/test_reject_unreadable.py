import pytest

from auditor.domain.checks import Outcome, Severity
from auditor.domain.facts import Comparison, Measured
from checks.reject_unreadable import CHECK
from tests.evidence.builders import claims, comparison, look, measured, no_pair
from tests.evidence.check_builders import ask, examined

LARGE = claims(font_size=24.0)
LARGE_BOLD = claims(font_size=18.66, font_weight=700.0)


def contrasts(accept: float, reject: float) -> Comparison:
    """Two controls of ordinary size whose words have these contrasts."""
    return comparison(accept=words(accept), reject=words(reject))


def words(contrast: float | None, error: float = 0.0, reason: str | None = None) -> object:
    return look(label_contrast=measured(contrast, error, reason))


@pytest.mark.parametrize(
    ("reject", "severity"),
    [
        (1.0, Severity.CRITICAL),
        (1.49, Severity.CRITICAL),
        (1.5, Severity.SERIOUS),
        (2.99, Severity.SERIOUS),
        (3.0, Severity.MODERATE),
        (4.49, Severity.MODERATE),
    ],
)
def test_failed_in_each_band(reject: float, severity: Severity) -> None:
    told = ask(CHECK, contrasts(9.0, reject))
    assert told.outcome is Outcome.FAILED
    assert told.severity is severity
    assert f"9.00:1 on accept and {reject:.2f}:1 on reject" in told.findings[0].summary
    assert told.findings[0].evidence == ("no-action/removal-pictures",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(("accept", "reject"), [(1.5, 1.49), (3.0, 2.99), (4.5, 4.49)])
def test_failed_when_accept_is_one_band_better(accept: float, reject: float) -> None:
    assert ask(CHECK, contrasts(accept, reject)).outcome is Outcome.FAILED


@pytest.mark.parametrize(("accept", "reject"), [(1.4, 1.0), (2.9, 1.6), (4.4, 3.1), (4.5, 4.5), (21.0, 4.5)])
def test_passed_when_accept_is_no_band_better(accept: float, reject: float) -> None:
    told = ask(CHECK, contrasts(accept, reject))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(("accept", "reject"), [(2.0, 9.0), (1.2, 2.0), (1.0, 21.0)])
def test_passed_when_it_is_accept_that_is_hard_to_read(accept: float, reject: float) -> None:
    assert ask(CHECK, contrasts(accept, reject)).outcome is Outcome.PASSED


@pytest.mark.parametrize("style", [LARGE, LARGE_BOLD, claims(font_size=30.0, font_weight=300.0)])
@pytest.mark.parametrize(
    ("contrast", "outcome", "severity"),
    [
        (1.49, Outcome.FAILED, Severity.CRITICAL),
        (1.5, Outcome.FAILED, Severity.MODERATE),
        (2.99, Outcome.FAILED, Severity.MODERATE),
        (3.0, Outcome.PASSED, None),
    ],
)
def test_failed_below_the_one_limit_of_large_text(
    style: object, contrast: float, outcome: Outcome, severity: Severity | None
) -> None:
    told = ask(CHECK, comparison(reject=look(label_contrast=measured(contrast), claims=style)))
    assert told.outcome is outcome
    assert told.severity is severity


@pytest.mark.parametrize(
    "style",
    [
        claims(font_size=23.9, font_weight=600.0),
        claims(font_size=18.65, font_weight=700.0),
        claims(font_size=18.66, font_weight=699.0),
    ],
)
def test_failed_for_text_that_is_not_quite_large(style: object) -> None:
    told = ask(CHECK, comparison(reject=look(label_contrast=measured(3.5), claims=style)))
    assert told.outcome is Outcome.FAILED
    assert told.severity is Severity.MODERATE


def test_passed_when_accept_is_weak_by_its_own_size() -> None:
    seen = comparison(
        accept=look(label_contrast=measured(2.9), claims=claims()),
        reject=look(label_contrast=measured(2.5), claims=LARGE),
    )
    assert ask(CHECK, seen).outcome is Outcome.PASSED


def test_failed_when_no_trace_of_the_words_is_seen() -> None:
    told = ask(CHECK, comparison(reject=words(1.0, reason="no label can be seen")))
    assert told.outcome is Outcome.FAILED
    assert told.severity is Severity.CRITICAL


def test_failed_with_the_milder_severity_when_both_bands_fail() -> None:
    told = ask(CHECK, comparison(reject=words(3.0, 0.2)))
    assert told.outcome is Outcome.FAILED
    assert told.severity is Severity.MODERATE
    assert "3.00:1 ± 0.20" in told.summary


@pytest.mark.parametrize(
    ("accept", "reject"),
    [
        (measured(9.0), measured(4.4, 0.2)),  # reject, such as over a gradient
        (measured(4.6, 0.2), measured(4.0)),  # accept
        (measured(9.0, 5.0), measured(4.0)),
    ],
)
def test_cant_tell_when_the_error_straddles_a_limit(accept: Measured, reject: Measured) -> None:
    told = ask(CHECK, comparison(accept=look(label_contrast=accept), reject=look(label_contrast=reject)))
    assert told.outcome is Outcome.CANT_TELL
    assert "A person should look" in told.summary


def test_passed_when_the_error_stays_above_the_limit() -> None:
    assert ask(CHECK, comparison(reject=words(4.8, 0.3))).outcome is Outcome.PASSED


@pytest.mark.parametrize("accept", [9.0, 1.0])
def test_cant_tell_when_the_contrast_of_reject_is_unknown(accept: float) -> None:
    seen = comparison(accept=words(accept), reject=words(None, reason="the background moves"))
    told = ask(CHECK, seen)
    assert told.outcome is Outcome.CANT_TELL
    assert "the background moves" in told.summary
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_contrast_of_accept_is_unknown_and_reject_is_weak() -> None:
    told = ask(CHECK, comparison(accept=words(None, reason="there are no words"), reject=words(2.0)))
    assert told.outcome is Outcome.CANT_TELL
    assert "there are no words" in told.summary


def test_passed_when_only_the_contrast_of_accept_is_unknown_and_reject_is_readable() -> None:
    told = ask(CHECK, comparison(accept=words(None, reason="there are no words"), reject=words(7.0)))
    assert told.outcome is Outcome.PASSED


def test_cant_tell_when_the_size_of_the_letters_decides_and_is_unknown() -> None:
    told = ask(CHECK, comparison(reject=look(label_contrast=measured(3.5), claims=None)))
    assert told.outcome is Outcome.CANT_TELL
    assert "letters of unknown size" in told.summary


@pytest.mark.parametrize(("contrast", "outcome"), [(1.4, Outcome.FAILED), (2.0, Outcome.FAILED), (5.0, Outcome.PASSED)])
def test_failed_or_passed_whatever_the_size_of_the_letters(contrast: float, outcome: Outcome) -> None:
    told = ask(CHECK, comparison(reject=look(label_contrast=measured(contrast), claims=None)))
    assert told.outcome is outcome


def test_inapplicable_without_both() -> None:
    assert ask(CHECK, no_pair()).outcome is Outcome.INAPPLICABLE
