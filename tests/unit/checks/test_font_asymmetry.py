import pytest

from auditor.domain.checks import CheckResult, Outcome, Severity
from auditor.domain.facts import Look, Measured
from checks.font_asymmetry import CHECK
from tests.evidence.builders import claims, comparison, look, measured, no_pair
from tests.evidence.check_builders import ask, examined

NO_SMALL = measured(None, reason="the script has no small letters")
NO_INK = measured(None, reason="no label can be seen")
SERIF = "Georgia, serif"


def label(
    size: float = 16.0,
    x_height: Measured | None = None,
    stroke: Measured | None = None,
    **style: object,
) -> Look:
    """A control whose small letters are half as tall as its style says, unless told otherwise."""
    return look(
        x_height=x_height or measured(size / 2),
        stroke=stroke or measured(1.5 * size / 16),
        claims=claims(font_size=size, **style),
    )


def asked(accept: Look, reject: Look) -> CheckResult:
    return ask(CHECK, comparison(accept=accept, reject=reject))


@pytest.mark.parametrize(
    ("size", "outcome", "severity"),
    [
        (91.0, Outcome.PASSED, None),
        (90.0, Outcome.PASSED, None),
        (89.9, Outcome.FAILED, Severity.MODERATE),
        (70.0, Outcome.FAILED, Severity.MODERATE),
        (69.9, Outcome.FAILED, Severity.SERIOUS),
    ],
)
def test_failed_when_the_letters_are_smaller(size: float, outcome: Outcome, severity: Severity | None) -> None:
    told = asked(label(100.0), label(size))
    assert told.outcome is outcome
    assert told.severity is severity
    assert told.evidence == examined(CHECK)


def test_failed_cites_the_pictures() -> None:
    told = asked(label(16.0), label(12.0))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ["The letters of reject are 0.75 times as large as those of accept."]
    assert told.findings[0].evidence == ("no-action/removal-pictures",)


def test_failed_by_the_styles_when_the_picture_is_merely_less_exact() -> None:
    told = asked(label(16.0, measured(8.0, 0.25)), label(14.0, measured(7.0, 0.25)))
    assert told.outcome is Outcome.FAILED
    assert "0.88 times as large" in told.findings[0].summary


@pytest.mark.parametrize("accept", [16.0, 12.0])
def test_passed_when_reject_is_no_smaller(accept: float) -> None:
    told = asked(label(accept), label(16.0))
    assert told.outcome is Outcome.PASSED
    assert told.summary == "The letters of reject are no less conspicuous."


# Style and picture contradict each other


@pytest.mark.parametrize(
    ("drawn", "outcome", "severity"),
    [
        (measured(7.2), Outcome.PASSED, None),
        (measured(7.1), Outcome.FAILED, Severity.MODERATE),
        (measured(5.5), Outcome.FAILED, Severity.SERIOUS),
        (measured(7.2, 0.2), Outcome.CANT_TELL, None),
        (measured(6.0, 0.5), Outcome.FAILED, Severity.MODERATE),
    ],
)
def test_failed_by_the_picture_when_the_styles_say_that_both_are_alike(
    drawn: Measured, outcome: Outcome, severity: Severity | None
) -> None:
    told = asked(label(16.0, measured(8.0)), label(16.0, drawn, measured(1.5)))
    assert told.outcome is outcome
    assert told.severity is severity
    words = told.findings[0].summary if told.findings else told.summary
    assert "though the styles say 1.00" in words


def test_passed_by_the_picture_when_only_the_style_is_smaller() -> None:
    told = asked(label(16.0, measured(8.0), measured(1.5)), label(10.0, measured(8.0), measured(1.5)))
    assert told.outcome is Outcome.PASSED
    assert "1.00 times as tall as those of accept, though the styles say 0.62" in told.summary


@pytest.mark.parametrize(("drawn", "contradicts"), [(7.85, False), (7.8, True)])
def test_passed_within_what_the_label_explains(drawn: float, contradicts: bool) -> None:
    told = asked(label(), label(16.0, measured(drawn), measured(1.5)))
    assert told.outcome is Outcome.PASSED
    assert ("though the styles say" in told.summary) is contradicts


# No small letters


@pytest.mark.parametrize(("size", "severity"), [(14.0, Severity.MODERATE), (10.0, Severity.SERIOUS)])
def test_failed_by_the_styles_where_there_are_no_small_letters(size: float, severity: Severity) -> None:
    told = asked(label(16.0, NO_SMALL), label(size, NO_SMALL))
    assert told.outcome is Outcome.FAILED
    assert told.severity is severity
    assert "the picture does not tell (the script has no small letters)" in told.findings[0].summary


@pytest.mark.parametrize(
    ("stroke", "outcome"),
    [
        (measured(1.5), Outcome.PASSED),
        (measured(1.29), Outcome.PASSED),  # 1.16 times as thin
        (measured(1.27), Outcome.CANT_TELL),  # 1.18 times
        (measured(1.0), Outcome.FAILED),
        (measured(1.25, 0.1), Outcome.PASSED),
    ],
)
def test_passed_without_small_letters_when_the_lines_bear_the_styles_out(stroke: Measured, outcome: Outcome) -> None:
    told = asked(label(16.0, NO_SMALL), label(16.0, NO_SMALL, stroke))
    assert told.outcome is outcome


def test_cant_tell_when_the_picture_shows_no_letters() -> None:
    told = asked(label(16.0, NO_INK, NO_INK), label(16.0, NO_INK, NO_INK))
    assert told.outcome is Outcome.CANT_TELL
    assert "no label can be seen" in told.summary
    assert "A person should compare" in told.summary
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_letters_of_one_have_no_measurable_height() -> None:
    nothing = measured(0.0)
    assert asked(label(16.0, nothing, nothing), label()).outcome is Outcome.CANT_TELL


# Weight


@pytest.mark.parametrize(
    ("accept", "reject", "outcome"),
    [
        (600.0, 400.0, Outcome.FAILED),
        (599.0, 400.0, Outcome.PASSED),
        (400.0, 400.0, Outcome.PASSED),
        (400.0, 700.0, Outcome.PASSED),
    ],
)
def test_failed_from_two_hundred_of_weight(accept: float, reject: float, outcome: Outcome) -> None:
    heavy = label(font_weight=accept, stroke=measured(1.7))
    told = asked(heavy, label(font_weight=reject, stroke=measured(1.5)))
    assert told.outcome is outcome
    assert told.severity is (Severity.MODERATE if outcome is Outcome.FAILED else None)


@pytest.mark.parametrize(
    ("thick", "outcome"),
    [(measured(1.1), Outcome.FAILED), (measured(1.09), Outcome.PASSED), (measured(1.05, 0.06), Outcome.FAILED)],
)
def test_passed_by_the_picture_when_a_weight_is_not_seen(thick: Measured, outcome: Outcome) -> None:
    told = asked(label(font_weight=700.0, stroke=thick), label(stroke=measured(1.0)))
    assert told.outcome is outcome
    words = told.findings[0].summary if told.findings else told.summary
    assert ("though the styles give them the weights 700 and 400" in words) is (outcome is Outcome.PASSED)


@pytest.mark.parametrize(
    ("thick", "outcome"),
    [
        (measured(1.25), Outcome.FAILED),
        (measured(1.24), Outcome.PASSED),
        (measured(1.3, 0.04), Outcome.FAILED),
        (measured(1.3, 0.1), Outcome.PASSED),  # no contradiction of the styles
    ],
)
def test_failed_by_the_picture_when_the_lines_are_thicker_without_a_style(thick: Measured, outcome: Outcome) -> None:
    told = asked(label(stroke=thick), label(stroke=measured(1.0)))
    assert told.outcome is outcome
    words = told.findings[0].summary if told.findings else told.summary
    assert ("though the styles give them the weights 400 and 400" in words) is (outcome is Outcome.FAILED)


def test_passed_when_lines_are_thinner_only_because_the_letters_are_larger_on_reject() -> None:
    assert asked(label(12.0, stroke=measured(1.5)), label(16.0, stroke=measured(1.9))).outcome is Outcome.PASSED


def test_failed_once_when_smaller_letters_have_thinner_lines() -> None:
    told = asked(label(16.0), label(10.0))
    assert told.outcome is Outcome.FAILED
    assert len(told.findings) == 1


@pytest.mark.parametrize(("weight", "outcome"), [(600.0, Outcome.FAILED), (599.0, Outcome.CANT_TELL)])
def test_failed_by_the_styles_where_no_lines_are_seen(weight: float, outcome: Outcome) -> None:
    told = asked(label(font_weight=weight, stroke=NO_INK), label())
    assert told.outcome is outcome
    words = told.findings[0].summary if told.findings else told.summary
    assert "the picture does not tell the thickness (no label can be seen)" in words


# Typeface and capitals


def test_passed_when_another_typeface_is_as_conspicuous() -> None:
    assert asked(label(), label(font_family=SERIF)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("x_height", "stroke", "outcome"),
    [
        (measured(7.1), measured(1.5), Outcome.FAILED),
        (measured(7.2), measured(1.5), Outcome.PASSED),
        (measured(8.0), measured(1.2), Outcome.FAILED),
        (measured(8.0), measured(1.21), Outcome.PASSED),
        (measured(7.5, 0.4), measured(1.5), Outcome.CANT_TELL),
        (measured(8.0), measured(1.3, 0.1), Outcome.CANT_TELL),
        (NO_SMALL, measured(1.5), Outcome.CANT_TELL),
        (measured(8.0), NO_INK, Outcome.CANT_TELL),
        (NO_SMALL, measured(1.0), Outcome.FAILED),
    ],
)
def test_failed_when_another_typeface_is_smaller_or_thinner(
    x_height: Measured, stroke: Measured, outcome: Outcome
) -> None:
    told = asked(label(), label(16.0, x_height, stroke, font_family=SERIF))
    assert told.outcome is outcome
    words = " ".join(f.summary for f in told.findings) or told.summary
    assert ("Accept is set in sans-serif, reject in Georgia" in words) is (outcome is not Outcome.PASSED)


@pytest.mark.parametrize("family", ['"Sans-Serif", serif', "'sans-serif'", "sans-serif, Arial"])
def test_passed_when_the_first_family_is_the_same(family: str) -> None:
    told = asked(label(), label(16.0, measured(7.9, 0.6), font_family=family))
    assert told.outcome is Outcome.PASSED


def test_failed_when_accept_alone_is_in_capitals() -> None:
    told = asked(label(16.0, NO_SMALL, text_transform="uppercase"), label())
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == [
        "The style puts accept into capitals and leaves reject in small letters."
    ]


@pytest.mark.parametrize(("accept", "reject"), [("uppercase", "uppercase"), ("none", "uppercase"), ("none", "none")])
def test_passed_when_accept_is_not_alone_in_capitals(accept: str, reject: str) -> None:
    first = label(16.0, NO_SMALL, text_transform=accept)
    assert asked(first, label(16.0, NO_SMALL, text_transform=reject)).outcome is Outcome.PASSED


def test_cant_tell_when_reject_may_be_typed_in_capitals() -> None:
    told = asked(label(16.0, NO_SMALL, text_transform="uppercase"), label(16.0, NO_SMALL))
    assert told.outcome is Outcome.CANT_TELL
    assert "whether reject has small letters" in told.summary


# No styles


@pytest.mark.parametrize(
    ("x_height", "stroke", "outcome"),
    [
        (measured(8.0), measured(1.5), Outcome.CANT_TELL),
        (measured(7.1), measured(1.5), Outcome.FAILED),
        (measured(7.2, 0.2), measured(1.5), Outcome.CANT_TELL),
        (measured(8.0), measured(1.2), Outcome.FAILED),
        (measured(8.0), measured(1.2, 0.1), Outcome.CANT_TELL),
        (NO_INK, NO_INK, Outcome.CANT_TELL),
        (NO_SMALL, measured(1.0), Outcome.FAILED),
    ],
)
@pytest.mark.parametrize("unread", ["accept", "reject", "both"])
def test_cant_tell_without_styles_unless_the_picture_decides(
    x_height: Measured, stroke: Measured, outcome: Outcome, unread: str
) -> None:
    accept = look(claims=claims() if unread == "reject" else None)
    reject = look(x_height=x_height, stroke=stroke, claims=claims() if unread == "accept" else None)
    told = asked(accept, reject)
    assert told.outcome is outcome
    assert ("The styles were not read" in told.summary) is (outcome is Outcome.CANT_TELL)


@pytest.mark.parametrize(("drawn", "outcome"), [(8.0, Outcome.PASSED), (5.0, Outcome.FAILED)])
def test_failed_by_the_picture_when_a_style_gives_no_size(drawn: float, outcome: Outcome) -> None:
    words = look(claims=claims(font_size=0.0))
    told = asked(words, look(x_height=measured(drawn)))
    assert told.outcome is outcome


def test_inapplicable_without_both() -> None:
    assert ask(CHECK, no_pair()).outcome is Outcome.INAPPLICABLE
