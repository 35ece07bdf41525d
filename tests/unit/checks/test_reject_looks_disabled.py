import pytest

from auditor.domain.checks import CheckResult, Outcome
from auditor.domain.controls import Kind, Role
from auditor.domain.facts import Colour, Look
from checks.reject_looks_disabled import CHECK
from tests.evidence.builders import claims, comparison, control, layer, look, measured, no_pair
from tests.evidence.check_builders import ask, examined

PALE, WHITE = (220, 220, 220), (255, 255, 255)
ALMOST_GREY, HARDLY_BLUE = (128, 128, 141), (128, 128, 142)  # a chroma of 7.5 and 8.1
MOVING = measured(None, reason="the background moves")


def asked(accept: Look, reject: Look) -> CheckResult:
    return ask(CHECK, comparison(accept=accept, reject=reject), layer())


def grey(contrast: float | None = 2.0, kind: Kind = Kind.BUTTON, **fields: object) -> Look:
    """A pale control with white words."""
    return look(kind, **({"fill": PALE, "ink": WHITE, "label_contrast": measured(contrast)} | fields))


@pytest.mark.parametrize(("opacity", "outcome"), [(0.6, Outcome.FAILED), (0.2, Outcome.FAILED), (0.61, Outcome.PASSED)])
def test_failed_when_reject_is_see_through(opacity: float, outcome: Outcome) -> None:
    told = asked(look(), look(claims=claims(opacity=opacity)))
    assert told.outcome is outcome
    assert told.evidence == examined(CHECK)


def test_failed_cites_the_pictures_for_each_sign() -> None:
    told = asked(look(), grey(claims=claims(opacity=0.5, cursor="not-allowed")))
    assert told.outcome is Outcome.FAILED
    assert told.severity is None
    assert [f.summary for f in told.findings] == [
        "Reject, and not accept: grey, with words of a contrast of 2.00:1",
        "Reject, and not accept: an opacity of 0.50",
        'Reject, and not accept: the pointer "not-allowed"',
    ]
    assert {f.evidence for f in told.findings} == {("no-action/removal-pictures",)}


@pytest.mark.parametrize(
    ("cursor", "outcome"),
    [
        ("pointer", Outcome.PASSED),
        ('url("hand.png") 4 4, pointer', Outcome.PASSED),
        ("default", Outcome.FAILED),
        ("not-allowed", Outcome.FAILED),
        ("auto", Outcome.FAILED),
        ('url("pointer.png"), default', Outcome.FAILED),
    ],
)
def test_failed_when_the_pointer_is_no_hand(cursor: str, outcome: Outcome) -> None:
    assert asked(look(), look(claims=claims(cursor=cursor))).outcome is outcome


@pytest.mark.parametrize(("contrast", "outcome"), [(4.49, Outcome.FAILED), (4.5, Outcome.PASSED)])
@pytest.mark.parametrize("kind", [Kind.BUTTON, Kind.OUTLINED_BUTTON, Kind.TEXT, Kind.LINK])
def test_failed_when_reject_is_grey_with_weak_words(kind: Kind, contrast: float, outcome: Outcome) -> None:
    told = asked(look(), grey(contrast, kind, ink=PALE))
    assert told.outcome is outcome


@pytest.mark.parametrize(
    ("fill", "ink", "outcome"),
    [
        (ALMOST_GREY, WHITE, Outcome.FAILED),
        (HARDLY_BLUE, WHITE, Outcome.PASSED),
        (WHITE, ALMOST_GREY, Outcome.FAILED),
        (WHITE, HARDLY_BLUE, Outcome.PASSED),
    ],
)
def test_failed_below_a_chroma_of_eight(fill: Colour, ink: Colour, outcome: Outcome) -> None:
    assert asked(look(), grey(fill=fill, ink=ink)).outcome is outcome


@pytest.mark.parametrize(("ink", "outcome"), [(ALMOST_GREY, Outcome.FAILED), (HARDLY_BLUE, Outcome.PASSED)])
def test_failed_by_the_words_alone_where_there_is_no_box(ink: Colour, outcome: Outcome) -> None:
    assert asked(look(), grey(kind=Kind.TEXT, fill=(0, 60, 180), ink=ink)).outcome is outcome


def test_failed_when_grey_words_can_hardly_be_seen() -> None:
    assert asked(look(), grey(1.0, ink=None)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "accept",
    [grey(), look(claims=claims(opacity=0.5)), look(claims=claims(cursor="default"))],
)
def test_passed_when_the_theme_gives_both_a_sign(accept: Look) -> None:
    told = asked(accept, grey())
    assert told.outcome is Outcome.PASSED
    assert told.summary.startswith("Accept looks switched off as well: ")


@pytest.mark.parametrize("accept", [look(), grey(), look(claims=claims(opacity=0.1)), look(claims=None)])
def test_passed_when_reject_has_no_sign(accept: Look) -> None:
    assert asked(accept, look()).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("reject", "reason"),
    [
        (look(claims=None), "opacity and pointer (the styles were not read)"),
        (grey(label_contrast=MOVING), "the contrast of the words (the background moves)"),
        (grey(label_contrast=measured(4.6, 0.2)), "whether the contrast of the words, 4.60 ± 0.20, is below 4.5"),
        (grey(label_contrast=measured(4.4, 0.2)), "whether the contrast of the words, 4.40 ± 0.20, is below 4.5"),
        (grey(kind=Kind.TEXT, ink=None), "the colour (none is seen in the picture)"),
    ],
)
def test_cant_tell_when_a_sign_of_reject_is_unknown(reject: Look, reason: str) -> None:
    told = asked(look(), reject)
    assert told.outcome is Outcome.CANT_TELL
    assert told.summary == f"Unknown: {reason}. A person should look whether reject seems to be out of use."
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("accept", [look(claims=None), grey(label_contrast=MOVING)])
def test_cant_tell_when_a_sign_of_accept_is_unknown_and_reject_has_one(accept: Look) -> None:
    assert asked(accept, grey()).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    "reject",
    [
        grey(claims=None),
        grey(label_contrast=MOVING, claims=claims(opacity=0.5)),
        grey(label_contrast=measured(4.6, 0.2), claims=claims(cursor="default")),
    ],
)
def test_failed_by_one_sign_where_another_is_unknown(reject: Look) -> None:
    assert asked(look(), reject).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "reject",
    [
        grey(label_contrast=measured(9.0)),
        grey(label_contrast=measured(4.8, 0.3)),
        grey(label_contrast=MOVING, ink=(0, 60, 180)),
        grey(kind=Kind.TEXT, label_contrast=measured(9.0), ink=None),
    ],
)
def test_passed_when_what_is_unknown_does_not_matter(reject: Look) -> None:
    assert asked(look(), reject).outcome is Outcome.PASSED


def test_inapplicable_when_reject_is_really_switched_off() -> None:
    shown = layer(control(Role.ACCEPT), control(Role.REJECT, disabled=True))
    told = ask(CHECK, comparison(reject=grey()), shown)
    assert told.outcome is Outcome.INAPPLICABLE
    assert "does not merely look so" in told.summary


def test_failed_whatever_the_layer_says_of_a_control_that_was_not_told() -> None:
    assert ask(CHECK, comparison(reject=grey()), layer(control(Role.ACCEPT))).outcome is Outcome.FAILED


def test_inapplicable_without_both() -> None:
    assert ask(CHECK, no_pair(), layer()).outcome is Outcome.INAPPLICABLE
