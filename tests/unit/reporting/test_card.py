"""The prominence card: its sentences, its pictures, and that nothing of a page is taken for markup."""

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser

import cv2
import numpy as np
import pytest

from auditor.domain.artifacts import Missing, RemovalPictures
from auditor.domain.box import Box
from auditor.domain.checks import Outcome
from auditor.domain.controls import Kind
from auditor.domain.facts import Band, Favours, Prominence, Verdict
from auditor.measure.colour import ciede2000, lab, srgb
from auditor.measure.prominence.compare import compare
from auditor.reporting.card import Card, card, figure, finding, sentence
from auditor.reporting.heat import colours, drawn, heat, painted
from auditor.reporting.html import CardAbout, render_card, render_html
from auditor.reporting.images import decode
from auditor.reporting.pictures import Pictures
from tests.evidence.builders import dimension, look, page, png, prominence, removal_pictures
from tests.unit.reporting.document_contract import checked, whole

BLUE, PALE = (0, 60, 180), (205, 205, 205)
HOSTILE = '"><script>alert(1)</script>'
ABOUT = CardAbout("shop.example", (("address", "https://shop.example/"), ("accept", HOSTILE)))


def compared(pictures: RemovalPictures) -> Prominence:
    seen = compare(pictures, "Accept", "Reject")
    assert not isinstance(seen, Missing)
    return seen


def made(pictures: RemovalPictures | None = None, *labels: str) -> Card:
    pictures = pictures or removal_pictures(reject=PALE)
    return card(compared(pictures), pictures, *labels)


def apart() -> RemovalPictures:
    """Reject is on another screen, in a picture of its own size."""
    box = Box(30, 20, 100, 40)
    shown = page((box, BLUE), size=(160, 80))
    return RemovalPictures(
        clip=Box(0, 0, 600, 120),
        scale=1.0,
        accept=Box(320, 40, 200, 40),
        reject=Box(530, 320, 100, 40),
        shown=png(page((Box(320, 40, 200, 40), BLUE))),
        without_accept=png(page()),
        without_reject=png(page(size=(160, 80))),
        reject_clip=Box(500, 300, 160, 80),
        reject_shown=png(shown),
    )


class Reader(HTMLParser):
    """What a screen reader gets of a page: elements with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.seen if name == tag]


# Sentences


def test_the_sentence_tells_ratio_and_envelope() -> None:
    seen = prominence(ratio=8.0, envelope=(2.5, 10.0), favours=Favours.ACCEPT)
    assert sentence(seen) == (
        "Erasing Accept changes the picture 8 times as much as erasing Reject; under 15 definitions between 2.5 and 10."
    )


def test_what_the_labels_explain_is_told() -> None:
    seen = prominence(ratio=1.6, envelope=(1.2, 1.7), explained=1.457)
    assert sentence(seen).endswith("between 1.2 and 1.7. The length of the labels alone explains 1.46 of it.")
    against = prominence(ratio=1.6, envelope=(1.2, 1.7), explained=0.8)
    assert sentence(against).endswith("By the length of the labels alone it would be 0.8 times as much.")
    assert "labels" not in sentence(prominence(ratio=1.6, envelope=(1.2, 1.7), explained=1.001))


def test_the_sentence_turns_round_when_reject_is_favoured() -> None:
    seen = prominence(ratio=0.25, envelope=(0.2, 0.5), favours=Favours.REJECT, explained=0.8)
    assert sentence(seen) == (
        "Erasing Reject changes the picture 4 times as much as erasing Accept; under 15 definitions between 2 and 5. "
        "The length of the labels alone explains 1.25 of it."
    )


@pytest.mark.parametrize(("ratio", "told"), [(1.0, "as much as erasing Reject"), (0.5, "Reject changes the picture 2")])
def test_where_neither_is_favoured_the_larger_one_is_named_first(ratio: float, told: str) -> None:
    assert told in sentence(prominence(ratio=ratio))


def test_an_envelope_of_one_value_is_told_as_one() -> None:
    assert sentence(prominence(envelope=(1.0, 1.001))).endswith("under 15 definitions always 1.")


def test_an_uncertain_removal_says_why() -> None:
    row = dimension("removal", Favours.NEITHER, verdict=Verdict.UNCERTAIN, reason="the background moves")
    told = sentence(prominence(row, ratio=2.0, envelope=(1.5, 3.0)))
    assert told == (
        "Whether erasing Accept changes the picture more than erasing Reject cannot be told: the background moves. "
        "At the moment of the picture it was 2 times as much; under 15 definitions between 1.5 and 3."
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (8.0, "8"),
        (1.456, "1.46"),
        (2.5, "2.5"),
        (11.73, "11.7"),
        (10.0, "10"),
        (123.4, "123"),
        (0.004, "0"),
        (100.0, "100"),
    ],
)
def test_numbers_have_two_decimals_at_most(value: float, text: str) -> None:
    assert figure(value) == text


def test_the_finding_names_the_dimensions_and_what_could_not_be_told() -> None:
    rows = (
        dimension("kind"),
        dimension("label-contrast", Favours.REJECT),
        dimension("x-height", Favours.NEITHER, verdict=Verdict.UNCERTAIN),
    )
    assert finding(prominence(*rows, favours=Favours.ACCEPT)) == (
        "Accept is favoured by 1 dimension: what it looks like. The other way: contrast of the label with what is "
        "behind it. 1 dimension could not be told."
    )
    assert finding(prominence()) == "Neither control is favoured beyond the thresholds."


# Pictures


def test_the_difference_of_each_pixel_is_that_of_the_measure() -> None:
    found = heat(removal_pictures(accept=BLUE, reject=PALE))
    expected = float(ciede2000(lab(srgb(BLUE)), lab(srgb((255, 255, 255)))))
    assert found.accept.differences[60, 400] == pytest.approx(expected)
    assert found.accept.mean == pytest.approx(expected)
    assert found.reject.mean == pytest.approx(float(ciede2000(lab(srgb(PALE)), lab(srgb((255, 255, 255))))))
    assert found.accept.differences[60, 100] == 0
    assert (found.accept.area, found.reject.area) == (8000, 8000)
    assert found.top == pytest.approx(np.ceil(expected / 10) * 10)


def test_what_moves_by_itself_is_left_out_and_told() -> None:
    pictures = removal_pictures()
    other = page((pictures.accept, BLUE), (pictures.reject, BLUE), (Box(320, 40, 50, 40), (9, 200, 9)))
    moving = replace(pictures, again=png(other))
    found = heat(moving)
    assert (found.accept.area, found.accept.moves, found.reject.moves) == (6000, True, False)
    seen = prominence()
    assert "moves by itself is left out" in card(seen, moving).heat[0].caption


def test_a_damaged_picture_tells_nothing_and_breaks_nothing() -> None:
    pictures = removal_pictures(without_accept=png(page(size=(10, 10))))
    assert heat(pictures).accept.area == 0
    assert card(prominence(), pictures).heat[0].caption.startswith("0 px² change")


def test_a_photograph_is_told_in_coarser_colours() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (120, 600, 3), np.uint8)
    photo = removal_pictures(shown=png(noise), without_accept=png(page()), without_reject=png(page()))
    assert 20 < heat(photo).accept.mean < 80


def test_darker_is_more_also_in_greyscale() -> None:
    row = cv2.cvtColor(colours(np.linspace(0, 1, 50)).reshape(1, -1, 3), cv2.COLOR_BGR2GRAY)[0].astype(int)
    assert (np.diff(row) <= 1).all()
    assert row[0] - row[-1] > 120
    found = heat(removal_pictures(accept=BLUE, reject=PALE))
    for change in (found.accept, found.reject):
        grey = cv2.cvtColor(painted(change, found.top), cv2.COLOR_BGR2GRAY)
        hot = change.differences > 0
        assert grey[hot].max() < grey[~hot].min()


def test_both_panels_and_crops_have_the_same_scale() -> None:
    for pictures in (removal_pictures(), apart()):
        shown = made(pictures)
        for first, second in (shown.heat, shown.crops):
            assert (first.canvas.width, first.canvas.height, first.zoom) == (
                second.canvas.width,
                second.canvas.height,
                second.zoom,
            )


def test_crops_show_the_controls_with_their_sizes() -> None:
    accept, reject = made().crops
    image = decode(base64.b64decode(accept.data.split(",")[1]))
    assert image.shape[:2] == (accept.area.height, accept.area.width)
    assert tuple(image[image.shape[0] // 2, image.shape[1] // 2]) == BLUE[::-1]
    assert [r.text for r in accept.rulers] == ["200 px", "40 px"]
    (left, _), (right, _) = accept.rulers[0].start, accept.rulers[0].end
    assert (left, right) == (320, 520)
    assert accept.caption == "a filled button, 200 × 40 px."
    assert reject.alt == "Reject enlarged: a filled button, 200 × 40 px"


def test_no_dimension_line_stands_where_the_shape_is_not_known() -> None:
    seen = prominence(accept=look(width=77.0), reject=look(width=200.0))
    accept, reject = card(seen, removal_pictures()).crops
    assert (len(accept.rulers), len(reject.rulers)) == (0, 2)


@pytest.mark.parametrize(
    "reject", [Box(60, 40, 98, 40), Box(262, 40, 90, 40), Box(160, 8, 100, 30), Box(160, 82, 100, 30)]
)
def test_an_enlarged_control_goes_half_way_to_one_that_is_near(reject: Box) -> None:
    accept = Box(160, 40, 100, 40)
    near = removal_pictures(
        accept=BLUE,
        shown=png(page((accept, BLUE), (reject, PALE))),
        without_accept=png(page((reject, PALE))),
        without_reject=png(page((accept, BLUE))),
    )
    shown = card(prominence(), replace(near, accept=accept, reject=reject))
    for panel, other in zip(shown.crops, (reject, accept), strict=True):
        assert panel.area.clipped(other).area == 0
    for tag, other in zip(shown.boxed[0].tags, (reject, accept), strict=True):
        assert tag.box.clipped(other).area == 0


def test_letters_hide_neither_control() -> None:
    pictures = removal_pictures()
    tags = {t.letter: t for t in made(pictures).boxed[0].tags}
    assert set(tags) == {"A", "R"}
    for tag in tags.values():
        at = Box(*tag.at, 18, 18)
        assert at.clipped(pictures.clip).area == at.area
        assert not at.clipped(pictures.accept).area
        assert not at.clipped(pictures.reject).area


def test_reject_with_a_picture_of_its_own_gives_two_captioned_pictures() -> None:
    first, second = made(apart()).boxed
    assert (first.caption, second.caption) == ("With accept in view.", "With reject in view, after scrolling.")
    assert ([t.letter for t in first.tags], [t.letter for t in second.tags]) == (["A"], ["R"])
    assert second.area == Box(500, 300, 160, 80)


def test_the_sheet_holds_both_panels() -> None:
    sheet = drawn(heat(removal_pictures()))
    assert sheet.shape[1] >= 2 * 600
    assert drawn(heat(apart())).shape[0] >= 120


# The page


def html(shown: Card) -> str:
    return render_card(shown, ABOUT)


def test_labels_styles_and_selectors_are_escaped() -> None:
    pictures = removal_pictures()
    seen = prominence(dimension("kind", claims=HOSTILE, reason=HOSTILE, accept=HOSTILE))
    told = html(card(seen, pictures, HOSTILE, HOSTILE))
    assert "<script" not in told
    assert told.count("&lt;script&gt;") >= 5


def test_the_table_is_one_for_screen_readers() -> None:
    read = Reader(html(made()))
    assert len(read.all("caption")) == 1
    assert {th.get("scope") for th in read.all("th")} == {"col", "row"}
    rows = [th for th in read.all("th") if th["scope"] == "row"]
    assert len(rows) == len(made().rows)
    names = [str(svg["aria-label"]) for svg in read.all("svg")]
    assert len(names) == 6
    assert all(names)
    assert any("8000 px² change" in name for name in names)
    headings = [tag for tag, _ in read.seen if re.fullmatch("h[1-6]", tag)]
    assert headings == ["h1", "h2", "h2", "h2"]


def test_lines_and_letters_differ_without_colour() -> None:
    told = html(made())
    assert "Solid line" in told
    assert "Dashed line" in told
    assert re.search(r"\.line\.R\{[^}]*stroke-dasharray", told)
    assert not re.search(r"\.line\.A\{[^}]*dasharray", told)


def test_a_row_says_everything_in_words() -> None:
    row = dimension(
        "fill",
        accept="6.44:1",
        reject="1.20:1",
        ratio=5.3666,
        limit="one reaches 3:1",
        reason="so",
        claims="accept: red",
    )
    [told] = card(prominence(row, favours=Favours.ACCEPT), removal_pictures()).rows
    assert (told.name, told.ratio, told.verdict, told.favours) == (
        "Contrast of fill or outline with the ground",
        "5.37",
        "differs",
        "accept",
    )
    shown = html(card(prominence(row), removal_pictures()))
    for words in ("6.44:1", "1.20:1", "5.37", "one reaches 3:1", "accept: red"):
        assert words in shown


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_told_in_words(kind: Kind) -> None:
    row = dimension("kind", accept=kind.value, reject="text")
    [told] = card(prominence(row, accept=look(kind)), removal_pictures()).rows
    assert told.accept not in {"", "outlined-button"}
    assert told.reject == "bare words"


@pytest.mark.parametrize("band", Band)
def test_the_card_says_what_it_is_and_what_it_is_not(band: Band) -> None:
    told = html(card(prominence(band=band), removal_pictures()))
    for words in ("test of visual equivalence", "does not say how many people would accept", "CIEDE2000", "2026.11"):
        assert words in told
    assert "unlawful" not in told


def test_a_report_shows_the_card_of_each_layer_once() -> None:
    shown = made()
    told = render_html(whole(), Pictures(card=shown, settings_card=shown))
    assert told.count('class="pcard"') == 2
    assert 'id="settings-prominence"' in told
    assert len(set(re.findall(r'\sid="[^"]+"', told))) == len(re.findall(r'\sid="[^"]+"', told))
    assert 'class="pcard"' not in render_html(whole(), Pictures())


def test_a_failed_check_holds_the_card() -> None:
    [row, *_] = checked()
    failed = replace(
        row,
        check=replace(row.check, id="prominence-asymmetry"),
        result=replace(row.result, outcome=Outcome.FAILED),
    )
    told = render_html(whole(results=(failed,)), Pictures(card=made()))
    assert told.count('class="pcard"') == 1
    assert told.index('id="prominence-asymmetry"') < told.index('class="pcard"')
