import pytest

from auditor.domain.controls import Kind
from auditor.domain.facts import Colour, Look
from auditor.measure.prominence.claimed import claimed, rgba
from tests.evidence.builders import claims, look, measured
from tests.unit.measure.drawing import BLACK, BLUE, GREY, PALE, WHITE

BARE = {"fill": None, "fill_contrast": measured(None), "padding": None}
CLEAR, NONE = "rgba(0, 0, 0, 0)", "0px none rgb(0, 0, 0)"


def _claimed(name: str, seen: Look) -> str | None:
    return claimed(name, seen, look(claims=None))


@pytest.mark.parametrize(
    ("style", "colour", "opacity"),
    [
        ("rgb(0, 60, 180)", BLUE, 1.0),
        ("  rgb(0,60,180) ", BLUE, 1.0),
        ("rgba(0, 60, 180, 0.5)", BLUE, 0.5),
        ("rgba(0, 0, 0, 0)", BLACK, 0.0),
        ("rgb(254.6, 255, 300)", WHITE, 1.0),
    ],
)
def test_a_computed_colour_is_read(style: str, colour: Colour, opacity: float) -> None:
    assert rgba(style) == (colour, opacity)


@pytest.mark.parametrize("style", ["", "transparent", "color(srgb 1 0 0)", "rgb(1, 2)", "url(x) rgb(1, 2, 3)"])
def test_what_is_no_plain_colour_is_not_read(style: str) -> None:
    assert rgba(style) is None


@pytest.mark.parametrize("name", ["kind", "fill", "label-contrast", "x-height", "area", "stroke", "isolation"])
def test_styles_that_agree_with_the_picture_say_nothing(name: str) -> None:
    assert claimed(name, look(), look()) is None


@pytest.mark.parametrize("name", ["kind", "fill", "label-contrast", "x-height"])
def test_styles_that_were_not_read_say_nothing(name: str) -> None:
    assert claimed(name, look(Kind.TEXT, claims=None), look(Kind.TEXT, claims=None)) is None


def test_each_control_has_its_own_say() -> None:
    quiet, loud = look(claims=claims(font_size=40.0)), look(claims=claims(font_size=6.0))
    assert claimed("x-height", quiet, loud) == "accept: font-size 40 px; reject: font-size 6 px"
    assert claimed("x-height", look(), loud) == "reject: font-size 6 px"


# Kind


@pytest.mark.parametrize(
    ("kind", "background", "border", "told"),
    [
        (Kind.BUTTON, "rgb(0, 60, 180)", NONE, False),
        (Kind.BUTTON, "rgba(0, 60, 180, 0.2)", NONE, False),
        (Kind.OUTLINED_BUTTON, CLEAR, "1px solid rgb(0, 0, 0)", False),
        (Kind.TEXT, CLEAR, NONE, False),
        (Kind.LINK, CLEAR, "2px none rgb(0, 0, 0)", False),
        (Kind.LINK, CLEAR, "0px solid rgb(0, 0, 0)", False),
        (Kind.BUTTON, CLEAR, NONE, True),
        (Kind.BUTTON, "linear-gradient(red, blue)", NONE, True),
        (Kind.TEXT, "rgb(255, 255, 255)", NONE, True),
        (Kind.LINK, CLEAR, "1px solid rgb(255, 255, 255)", True),
    ],
)
def test_a_box_in_the_styles_is_a_box_in_the_picture(kind: Kind, background: str, border: str, *, told: bool) -> None:
    found = _claimed("kind", look(kind, claims=claims(background=background, border=border)))
    assert (found is not None) == told
    assert found is None or ("neither" in found) == (kind is Kind.BUTTON)


# Fill


def test_another_background_than_the_one_seen_is_told() -> None:
    found = _claimed("fill", look(fill=PALE))
    assert found == "accept: background #003cb4, seen #e1e1e1"


@pytest.mark.parametrize(
    "seen",
    [
        look(fill=(2, 60, 178)),
        look(Kind.OUTLINED_BUTTON, fill=PALE),
        look(Kind.TEXT, **BARE),
        look(fill=None),
        look(fill=PALE, claims=claims(background=CLEAR)),
        look(fill=PALE, claims=claims(background="none")),
    ],
)
def test_a_fill_is_compared_with_a_background_where_there_are_both(seen: Look) -> None:
    assert _claimed("fill", seen) is None


# Label


def test_another_colour_of_words_is_told_with_its_contrast() -> None:
    found = _claimed("label-contrast", look(ink=GREY))
    assert found == "accept: color #ffffff, seen #787878, 9.11:1"


@pytest.mark.parametrize("background", [CLEAR, "rgba(0, 60, 180, 0.9)", "none"])
def test_without_a_solid_background_a_colour_of_words_has_no_contrast(background: str) -> None:
    found = _claimed("label-contrast", look(ink=GREY, claims=claims(background=background)))
    assert found == "accept: color #ffffff, seen #787878"


@pytest.mark.parametrize(
    "seen",
    [
        look(ink=(252, 253, 253)),
        look(ink=None),
        look(ink=GREY, label_contrast=measured(None)),
        look(ink=GREY, claims=claims(colour="currentcolor")),
    ],
)
def test_words_are_compared_with_a_colour_where_there_are_both(seen: Look) -> None:
    assert _claimed("label-contrast", seen) is None


# Height of small letters


@pytest.mark.parametrize(
    ("x_height", "font_size", "told"), [(8, 16, False), (8, 14, False), (8, 30, True), (8, 10, True), (None, 40, False)]
)
def test_a_font_size_that_does_not_fit_the_letters_is_told(
    x_height: float | None, font_size: float, *, told: bool
) -> None:
    found = _claimed("x-height", look(x_height=measured(x_height), claims=claims(font_size=font_size)))
    assert (found is not None) == told


def test_letters_that_styles_make_capital_are_not_compared() -> None:
    assert _claimed("x-height", look(claims=claims(font_size=40.0, text_transform="uppercase"))) is None
