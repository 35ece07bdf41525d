"""A real browser is asked for the styles of one control: what is read, and what a page that lies gets for it."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from auditor.capture.claims import read_claims
from auditor.domain.artifacts import Claims
from tests.capture.screens import Home, Pages, Screen, housed, named, showing

pytestmark = pytest.mark.browser
BUTTON = "position:absolute;left:100px;top:100px;width:120px;height:40px;border:0"
LOOK = (
    "background:rgb(0, 60, 180);color:rgb(255, 255, 200);border:2px dashed rgb(1, 2, 3);font:italic 700 18px serif;"
    "text-transform:uppercase;text-decoration:underline;cursor:pointer;padding:1px 2px 3px 4px;opacity:.75"
)


@pytest.fixture(scope="module")
def pages() -> Iterator[Pages]:
    with showing() as shown:
        yield shown


async def ask(screen: Screen) -> Claims | None:
    return await read_claims(screen, (await named(screen, "a"))[1].node_id)


def claimed(pages: Pages, markup: str) -> Claims:
    """What the styles of the control `#a` say, which can be asked."""
    claims = pages.show(markup, ask)
    assert claims is not None
    return claims


@pytest.mark.parametrize("home", Home)
def test_every_style_is_read_wherever_the_control_lives(home: Home, pages: Pages) -> None:
    assert claimed(pages, housed(home, f"<div><button id=a style='{LOOK}'>Yes</button></div>")) == Claims(
        background="rgb(0, 60, 180)",
        colour="rgb(255, 255, 200)",
        border="2px dashed rgb(1, 2, 3)",
        font_size=18.0,
        font_weight=700.0,
        font_family="serif",
        text_transform="uppercase",
        decoration="underline",
        opacity=0.75,
        cursor="pointer",
        padding=(1.0, 2.0, 3.0, 4.0),
        inline=True,
        words_beside=0,
        covered=0.0,
    )


@pytest.mark.parametrize(
    ("style", "field", "value"),
    [
        ("color:rgb(200, 0, 9)", "colour", "rgb(200, 0, 9)"),
        ("font-size:31px", "font_size", 31.0),
        ("font-weight:300", "font_weight", 300.0),
        ("font-family:monospace", "font_family", "monospace"),
        ("text-transform:lowercase", "text_transform", "lowercase"),
        ("text-decoration:line-through", "decoration", "line-through"),
        ("opacity:.5", "opacity", 0.375),
        ("background:rgb(9, 9, 9)", "background", "rgb(9, 9, 9)"),
    ],
)
def test_words_are_described_by_the_element_that_holds_them(
    style: str, field: str, value: object, pages: Pages
) -> None:
    markup = f"<button id=a style='{LOOK}'><i> <!-- --> </i><span><b style='{style}'>Yes</b></span><i>!</i></button>"
    told = asdict(claimed(pages, markup))
    assert told[field] == value
    assert (told["border"], told["padding"]) == ("2px dashed rgb(1, 2, 3)", (1.0, 2.0, 3.0, 4.0))


@pytest.mark.parametrize("colour", ["rgb(0, 0, 0)", "rgb(255, 0, 0)", "rgb(255, 255, 0)", "rgb(0, 0, 1)"])
def test_the_ground_of_the_words_is_the_nearest_painted_one(colour: str, pages: Pages) -> None:
    markup = f"<button id=a style='background:rgb(1, 1, 1)'><i style='background:{colour}'><b>Yes</b></i></button>"
    assert claimed(pages, markup).background == colour


@pytest.mark.parametrize("nothing", ["transparent", "rgba(9, 9, 9, 0)", "color(srgb 1 1 1 / 0)", "none"])
def test_a_ground_that_paints_nothing_is_none(nothing: str, pages: Pages) -> None:
    markup = f"<button id=a style='background:rgb(1, 1, 1)'><b style='background:{nothing}'>Yes</b></button>"
    assert claimed(pages, markup).background == "rgb(1, 1, 1)"


def test_the_ground_is_looked_for_up_to_the_control_and_no_further(pages: Pages) -> None:
    markup = "<div style='background:rgb(1, 1, 1)'><a id=a href=#><b>Yes</b></a></div>"
    assert claimed(pages, markup).background == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize(
    "markup",
    [
        "<button id=a style='font-size:31px'></button>",
        "<input id=a type=submit value=Yes style='font-size:31px'>",
        "<svg width=90 height=40><g id=a role=button style='font-size:31px'><rect width=90 height=40 /></g></svg>",
        "<a id=a style='display:contents;font-size:31px'>Yes</a>",
        "<a id=a style='display:none;font-size:31px'>Yes</a>",
    ],
    ids=["without words", "an input", "in an SVG", "without a box", "not shown"],
)
def test_odd_controls_are_described_as_well(markup: str, pages: Pages) -> None:
    told = claimed(pages, markup)
    assert told.font_size == 31.0
    assert (told.words_beside, told.covered) == (0, 0.0)


# Opacity


@pytest.mark.parametrize("home", Home)
def test_opacity_is_the_product_of_all_around(home: Home, pages: Pages) -> None:
    inner = "<div style='opacity:.5'><p style='opacity:.8'><button id=a style='opacity:.5'>Yes</button></p></div>"
    assert claimed(pages, housed(home, inner)).opacity == pytest.approx(0.2)


@pytest.mark.parametrize("mode", ["open", "closed"])
def test_opacity_around_a_shadow_root_counts(mode: str, pages: Pages) -> None:
    inner = "<div style='opacity:.5'><button id=a>Yes</button></div>"
    script = f"h.attachShadow({{mode: '{mode}'}}).innerHTML = {json.dumps(inner)}"
    around = "<section style='opacity:.5'><div id=h style='opacity:.8'></div></section>"
    assert claimed(pages, f"{around}<script>{script}</script>").opacity == pytest.approx(0.2)


def test_opacity_around_a_slot_counts(pages: Pages) -> None:
    inner = json.dumps("<div style='opacity:.5'><slot></slot></div>")
    host = "<div id=h style='opacity:.8'><button id=a>Yes</button></div>"
    script = f"<script>h.attachShadow({{mode: 'open'}}).innerHTML = {inner}</script>"
    assert claimed(pages, host + script).opacity == pytest.approx(0.4)


# In a line of text


def in_text(before: str, after: str, control: str = "<a id=a href=#>refuse all of them</a>") -> str:
    return f"<p style='width:700px;font:16px sans-serif'>{before} {control} {after}</p>"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", "", 0),
        ("We use cookies:", "or read on.", 6),
        ("We use <b>many cookies</b> <i>and</i>", "", 5),
        ("A first line of five<br>one two", "three<br>and a last line", 3),
        ("one", "<span style='display:none'>not shown</span> two", 2),
        ("one", "<!-- two --> &nbsp; ", 1),
        ("one", "<button>two</button>", 2),
    ],
)
def test_words_beside_are_those_of_the_same_line(before: str, after: str, words: int, pages: Pages) -> None:
    told = claimed(pages, in_text(before, after))
    assert told.inline
    assert told.words_beside == words


def test_words_beside_are_found_around_inline_wrappers(pages: Pages) -> None:
    wrapped = "<span><b><a id=a href=#><i>refuse</i> all</a></b></span>"
    assert claimed(pages, in_text("one two", "three", wrapped)).words_beside == 3


def test_a_control_that_breaks_is_counted_in_its_first_line(pages: Pages) -> None:
    long = f"<a id=a href=#>{'refuse all of them ' * 12}</a>"
    assert claimed(pages, in_text("one two three", "four five", long)).words_beside == 3


def test_very_many_words_are_not_counted_to_the_end(pages: Pages) -> None:
    line = f"<p style='white-space:nowrap'>{'word ' * 5000}<a id=a href=#>refuse</a></p>"
    assert 50 < claimed(pages, line).words_beside < 60


@pytest.mark.parametrize(
    "markup",
    [
        "<p>We use cookies.</p><a id=a href=# style='display:block'>Refuse</a>",
        "<div style='display:flex'><p>We use cookies.</p><a id=a href=#>Refuse</a></div>",
        f"<p>We use cookies.<button id=a style='{BUTTON}'>Refuse</button></p>",
    ],
    ids=["a block", "in a row", "placed"],
)
def test_a_control_of_its_own_is_not_in_a_line(markup: str, pages: Pages) -> None:
    told = claimed(pages, markup)
    assert not told.inline


# Covered

YES = f"<button id=a style='{BUTTON}'>Yes</button>"


def over(left: int, **style: str) -> str:
    """Something of the button's size over it, which begins there."""
    more = ";".join(f"{k}:{v}" for k, v in style.items())
    return f"<div style='position:fixed;left:{left}px;top:100px;width:120px;height:40px;background:red;{more}'></div>"


@pytest.mark.parametrize("home", [Home.PAGE, Home.OPEN_SHADOW, Home.CLOSED_SHADOW])
@pytest.mark.parametrize(("left", "least", "most"), [(100, 1.0, 1.0), (160, 0.4, 0.6), (190, 0.1, 0.3), (220, 0, 0)])
def test_what_lies_over_a_control_covers_it(left: int, least: float, most: float, home: Home, pages: Pages) -> None:
    assert least <= claimed(pages, housed(home, YES) + over(left)).covered <= most


def test_what_lies_over_a_frame_covers_what_is_in_it(pages: Pages) -> None:
    all_over = "<div style='position:fixed;inset:0;background:red'></div>"
    assert claimed(pages, housed(Home.FRAME, YES) + all_over).covered == 1.0


@pytest.mark.parametrize("style", [{"pointer-events": "none"}, {"visibility": "hidden"}, {"z-index": "-1"}])
def test_what_clicks_go_through_covers_nothing(style: dict[str, str], pages: Pages) -> None:
    assert claimed(pages, YES + over(100, **style)).covered == 0.0


ROOT = f"<button id=a style='{BUTTON};padding:0'><slot></slot></button>"
SLOT = f"<script>h.attachShadow({{mode: 'open'}}).innerHTML = {json.dumps(ROOT)}</script>"
WHOLE = "<b style='display:block;width:120px;height:40px'>Yes</b>"
OWN = {
    "its own parts": f"<button id=a style='{BUTTON};padding:0'>{WHOLE}</button>",
    "a picture of its own": f"<button id=a style='{BUTTON};padding:0'><svg width=120 height=40></svg></button>",
    "words that are slotted in": f"<div id=h>Yes, I agree</div>{SLOT}",
    "parts that are slotted in": f"<div id=h>{WHOLE}</div>{SLOT}",
    "its label": f"<label style='{BUTTON}'><input id=a type=checkbox style='pointer-events:none'></label>",
    "nothing below the fold": f"<div style='height:2000px'></div>{YES.replace('top:100px', 'top:1500px')}",
}


@pytest.mark.parametrize("markup", OWN.values(), ids=OWN)
def test_a_control_is_not_covered_by_what_is_its_own(markup: str, pages: Pages) -> None:
    assert claimed(pages, markup).covered == 0.0


def test_round_corners_are_hardly_taken_for_covered(pages: Pages) -> None:
    round_one = YES.replace("width:120px", "width:40px;border-radius:50%")
    assert claimed(pages, round_one).covered < 0.2


# Pages that lie

LIES = {
    "a word is thrown": "getComputedStyle = () => { throw 'no' }",
    "a number is thrown": "getComputedStyle = () => { throw 7 }",
    "nothing is thrown": "getComputedStyle = () => { throw undefined }",
    "a list is thrown": "getComputedStyle = () => { throw [[1, 2]] }",
    "an error is thrown": "getComputedStyle = () => { throw new Error('no') }",
    "half of what is asked is thrown": "getComputedStyle = () => { throw { background: 'red', padding: [1] } }",
    "no styles": "getComputedStyle = () => undefined",
    "empty styles": "getComputedStyle = () => ({})",
    "numbers for words": "getComputedStyle = (e) => proxy(e, 7)",
    "no numbers": "getComputedStyle = (e) => proxy(e, 'x')",
    "things for words": "getComputedStyle = (e) => proxy(e, { toString: () => 'x', startsWith: () => true })",
    "endless things": "const all = []; all.push(all); getComputedStyle = (e) => proxy(e, all)",
    "large numbers": "getComputedStyle = (e) => proxy(e, 10n)",
    "half a character": "getComputedStyle = (e) => proxy(e, '\\ud800, 0)')",
    "everything contains everything": "Element.prototype.contains = () => true",
    "nothing contains anything": "Element.prototype.contains = () => false",
    "to contain is thrown": "Element.prototype.contains = () => { throw 'no' }",
    "no boxes": "Element.prototype.getClientRects = () => { throw 'no' }",
    "odd boxes": "Element.prototype.getClientRects = () => [{ width: 1, height: 1 }, { width: NaN, height: 'x' }]",
    "nothing at any point": "Document.prototype.elementFromPoint = () => null",
    "nonsense at every point": "Document.prototype.elementFromPoint = () => ({})",
    "no walkers": "Document.prototype.createTreeWalker = () => { throw 'no' }",
    "no root": "Node.prototype.getRootNode = () => { throw 0 }",
    "words that cannot be told apart": "String.prototype.matchAll = () => { throw 'no' }",
}
PROXY = (
    "const ask = getComputedStyle; const proxy = (e, lie) => new Proxy(ask(e), "
    "{ get: (t, k) => ['cursor', 'color', 'opacity', 'display', 'fontWeight'].includes(k) ? lie : t[k] });"
)


@pytest.mark.parametrize("script", LIES.values(), ids=LIES)
def test_a_page_that_lies_breaks_nothing(script: str, pages: Pages) -> None:
    told = pages.show(f"<p>We use cookies. {YES}</p><script>{PROXY}{script}</script>", ask)
    assert told is None or isinstance(told, Claims)
    if told is not None:
        assert json.dumps(asdict(told), ensure_ascii=False, allow_nan=False).encode()


def test_halves_of_characters_are_replaced(pages: Pages) -> None:
    script = "<script>a.style.fontFamily = '\"x\\ud800\"'</script>"
    assert claimed(pages, YES + script).font_family == "x\N{REPLACEMENT CHARACTER}"


def test_long_names_of_fonts_are_cut(pages: Pages) -> None:
    script = "<script>a.style.fontFamily = '\"' + 'x'.repeat(5000) + '\"'</script>"
    assert len(claimed(pages, YES + script).font_family) == 200


def test_nothing_is_said_of_what_is_not_there(pages: Pages) -> None:
    async def absent(screen: Screen) -> Claims | None:
        return await read_claims(screen, 1_000_000)

    assert pages.show(YES, absent) is None
