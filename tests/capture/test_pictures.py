"""A real browser on drawn pages: what is on the pictures of a pair, and that nothing of the page has changed after."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.async_api import Page

from auditor.capture.errors import PlaywrightError
from auditor.capture.pictures import MARGIN_PX, picture_of, removal_pictures, screenshot
from auditor.domain.artifacts import Frame, Missing, RemovalPictures, Screenshot
from auditor.domain.box import Box
from tests.capture.screens import SIZE, Home, Pages, Screen, housed, pair_of, showing

pytestmark = pytest.mark.browser

Picture = NDArray[np.uint8]
BLUE, RED, GREEN, LIME, WHITE = (0, 0, 255), (255, 0, 0), (0, 128, 0), (0, 255, 0), (255, 255, 255)
SCREEN = Box(0, 0, *SIZE)
BUTTON = "position:absolute;border:0;width:120px;height:40px;top:100px"
ACCEPT, REJECT = Box(100, 100, 120, 40), Box(260, 100, 120, 40)
LOOKS = f"#a {{ {BUTTON}; left:100px; background:#00f }} #r {{ {BUTTON}; left:260px; background:#f00 }}"
A = f"<button id=a style='{BUTTON};left:100px;background:#00f'>Yes</button>"
R = f"<button id=r style='{BUTTON};left:260px;background:#f00'>No</button>"
BARE = f"<style>{LOOKS}</style><button id=a>Yes</button><button id=r>No</button>"


@pytest.fixture(scope="module")
def pages() -> Iterator[Pages]:
    with showing() as shown:
        yield shown


async def take(screen: Screen) -> RemovalPictures | Missing:
    return await removal_pictures(screen, await pair_of(screen), 1.0)


def taken(pages: Pages, markup: str) -> RemovalPictures:
    """The pictures of a page's two controls, which can be taken."""
    pictures = pages.show(markup, take)
    assert isinstance(pictures, RemovalPictures)
    return pictures


def decoded(png: bytes) -> Picture:
    """A picture in red, green and blue."""
    return cast("Picture", cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR_RGB))


def has(png: bytes, colour: tuple[int, int, int], within: Box | None = None, clip: Box = SCREEN) -> bool:
    """Whether a picture of `clip` shows the colour, anywhere or within a box of the page."""
    picture = decoded(png)
    if within is not None:
        part = within.clipped(clip)
        x, y = int(part.x - clip.x), int(part.y - clip.y)
        picture = picture[y : y + int(part.height), x : x + int(part.width)]
    return bool((picture == colour).all(axis=2).any())


def colours(pictures: RemovalPictures) -> list[str]:
    """Which of the two controls each of the four pictures shows, blue first."""
    four = (pictures.shown, pictures.without_accept, pictures.without_reject, pictures.again)
    return ["".join(name for name, c in (("a", BLUE), ("r", RED)) if has(png, c)) for png in four]


def comes_and_goes(frame: Frame, colour: tuple[int, int, int]) -> bool:
    """Whether the control is seen where it is said to be, is gone, and is back just as it was."""
    there = has(frame.shown, colour, frame.box, frame.clip)
    gone = not has(frame.erased, colour)
    return there and gone and np.array_equal(decoded(frame.shown), decoded(frame.again))


# The four pictures


def test_both_then_each_erased_in_turn_then_both_again(pages: Pages) -> None:
    pictures = taken(pages, A + R)
    assert colours(pictures) == ["ar", "r", "a", "ar"]
    assert (pictures.accept, pictures.reject, pictures.reject_clip) == (ACCEPT, REJECT, None)
    assert np.array_equal(decoded(pictures.shown), decoded(pictures.again))


def test_an_erased_control_leaves_the_ground_and_nothing_else_changes(pages: Pages) -> None:
    pictures = taken(pages, f"<div style='position:fixed;inset:0;background:#ffc'>{A}{R}</div>")
    before, after = decoded(pictures.shown), decoded(pictures.without_accept)
    x, y = int(ACCEPT.x - pictures.clip.x), int(ACCEPT.y - pictures.clip.y)
    changed = (before != after).any(axis=2)
    assert changed[y : y + 40, x : x + 120].all()
    assert changed.sum() == ACCEPT.area


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("left", [100, 100.4, 0, 677.6])
def test_pictures_are_as_large_as_what_they_are_of(left: float, scale: float, pages: Pages) -> None:
    async def at_scale(screen: Screen) -> RemovalPictures | Missing:
        return await removal_pictures(screen, await pair_of(screen), scale)

    markup = A.replace("left:100px", f"left:{left}px") + R.replace("top:100px", "top:250.3px")
    pictures = pages.show(markup, at_scale, scale=scale)
    assert isinstance(pictures, RemovalPictures)
    assert pictures.scale == scale
    size = (round(pictures.clip.height * scale), round(pictures.clip.width * scale))
    four = (pictures.shown, pictures.without_accept, pictures.without_reject, pictures.again)
    assert {decoded(png).shape[:2] for png in four} == {size}


def test_the_surroundings_of_both_are_on_the_pictures_as_far_as_the_screen_goes(pages: Pages) -> None:
    middle = taken(pages, A + R).clip
    assert middle == ACCEPT.joined(REJECT).inflated(MARGIN_PX)
    corner = taken(pages, A.replace("left:100px", "left:0").replace("top:100px", "top:0") + R).clip
    assert (corner.x, corner.y) == (0, 0)
    assert corner.clipped(SCREEN) == corner


def test_a_page_that_was_scrolled_is_pictured_where_it_is(pages: Pages) -> None:
    async def scrolled(screen: Screen) -> tuple[RemovalPictures | Missing, int]:
        await screen.page.evaluate("scrollTo(0, 60)")
        return await take(screen), await screen.page.evaluate("scrollY")

    pictures, y = pages.show(f"{A}{R}<div style='height:3000px'></div>", scrolled)
    assert isinstance(pictures, RemovalPictures)
    assert pictures.accept.y == ACCEPT.y - 60
    assert all(comes_and_goes(f, c) for f, c in zip(pictures.frames, (BLUE, RED), strict=True))
    assert y == 60


def test_without_a_pair_there_are_no_pictures(pages: Pages) -> None:
    async def none(screen: Screen) -> RemovalPictures | Missing:
        return await removal_pictures(screen, None)

    assert pages.show(A, none) == Missing("the-layer-does-not-offer-both")


def test_what_styles_say_comes_with_the_pictures(pages: Pages) -> None:
    pictures = taken(pages, A + R)
    assert pictures.accept_claims
    assert pictures.reject_claims
    assert pictures.accept_claims.background == "rgb(0, 0, 255)"
    assert pictures.reject_claims.background == "rgb(255, 0, 0)"


def test_the_screen_and_parts_of_it_are_pictured_as_they_are(pages: Pages) -> None:
    async def whole(screen: Screen) -> tuple[Screenshot, bytes, bytes]:
        inside = await picture_of(screen, ACCEPT)
        return await screenshot(screen), inside, await picture_of(screen, Box(-20, 560, 60, 100))

    shot, inside, cut = pages.show(A + R, whole, scale=2.0)
    assert (shot.viewport, shot.scale) == (SCREEN, 2.0)
    assert decoded(shot.png).shape[:2] == (1200, 1600)
    assert has(inside, BLUE)
    assert not has(inside, RED)
    assert decoded(cut).shape[:2] == (80, 80)


# Wherever the controls live, and whatever they are


@pytest.mark.parametrize("home", Home)
def test_controls_come_and_go_wherever_they_live(home: Home, pages: Pages) -> None:
    pictures = taken(pages, housed(home, A + R))
    assert colours(pictures) == ["ar", "r", "a", "ar"]
    assert comes_and_goes(pictures.frames[0], BLUE)
    assert comes_and_goes(pictures.frames[1], RED)
    assert pictures.accept_claims is not None


LABEL = "<b style='display:inline-block;width:90px;height:40px;background:{}'>Yes</b>"
SHAPE = "<g id={} role=button><rect x={} y=20 width=90 height=40 fill='{}'/></g>"
PARTS = f"<style>{LOOKS} #a, #r {{ background:none }} i {{ visibility:visible !important; display:block }}"
ODD = {
    "without a box": f"<a id=a style='display:contents'>{LABEL.format('#00f')}</a> "
    f"<a id=r style='display:contents'>{LABEL.format('#f00')}</a>",
    "in an SVG": f"<svg width=400 height=90>{SHAPE.format('a', 20, '#00f')}{SHAPE.format('r', 210, '#f00')}</svg>",
    "an SVG itself": "<svg id=a width=90 height=40><rect width=90 height=40 fill='#00f'/></svg> "
    "<p>and</p><svg id=r width=90 height=40><rect width=90 height=40 fill='#f00'/></svg>",
    "parts that want to be seen": f"{PARTS}</style><button id=a><i style='background:#00f'>Yes</i></button>"
    "<button id=r><i style='background:#f00'>No</i></button>",
    "drawn before them": f"{PARTS} #a:before, #r:before {{ content:'x'; visibility:visible; background:#00f }}"
    "#r:before { background:#f00 }</style><button id=a>Yes</button><button id=r>No</button>",
    "seen whatever is said": f"<style>{LOOKS} * {{ visibility:visible !important; opacity:1 !important }}</style>"
    "<button id=a>Yes</button><button id=r>No</button>",
    "in a line of text": "<p>You may <a id=a href=# style='background:#00f'>agree</a> or "
    "<a id=r href=# style='background:#f00'>refuse</a> here.</p>",
}


@pytest.mark.parametrize("markup", ODD.values(), ids=ODD)
def test_whatever_makes_up_a_control_comes_and_goes_with_it(markup: str, pages: Pages) -> None:
    pictures = taken(pages, markup)
    assert colours(pictures) == ["ar", "r", "a", "ar"]
    assert comes_and_goes(pictures.frames[0], BLUE)
    assert comes_and_goes(pictures.frames[1], RED)


def test_parts_in_a_shadow_root_of_the_control_go_with_it(pages: Pages) -> None:
    inner = "<style>div { visibility:visible; width:90px; height:40px }</style><div style='background:%s'>Yes</div>"
    roots = "".join(
        f"{name}.attachShadow({{mode: 'closed'}}).innerHTML = {json.dumps(inner % colour)};"
        for name, colour in (("a", "#00f"), ("r", "#f00"))
    )
    hosts = "<x-b id=a role=button tabindex=0></x-b><p>or</p><x-b id=r role=button tabindex=0></x-b>"
    pictures = taken(pages, f"<style>x-b {{ display:inline-block }}</style>{hosts}<script>{roots}</script>")
    assert colours(pictures) == ["ar", "r", "a", "ar"]


@pytest.mark.parametrize("home", Home)
def test_slow_changes_of_style_are_over_in_every_picture(home: Home, pages: Pages) -> None:
    pictures = taken(pages, housed(home, f"<style>button {{ transition:all 3s }}</style>{A}{R}"))
    assert colours(pictures) == ["ar", "r", "a", "ar"]
    assert np.array_equal(decoded(pictures.shown), decoded(pictures.again))


def test_what_moves_is_pictured_at_rest(pages: Pages) -> None:
    pulse = "<style>@keyframes pulse { to { opacity:.2 } } button { animation:pulse 1s infinite alternate }</style>"
    pictures = taken(pages, pulse + A + R)
    assert comes_and_goes(pictures.frames[0], BLUE)
    assert comes_and_goes(pictures.frames[1], RED)


@pytest.mark.parametrize("name", ["a", "r"])
@pytest.mark.parametrize("home", Home)
def test_the_ring_around_what_a_script_focused_is_gone(home: Home, name: str, pages: Pages) -> None:
    async def focused(screen: Screen) -> tuple[bytes, RemovalPictures | Missing]:
        pair = await pair_of(screen)
        await screen.cdp.send("DOM.focus", {"backendNodeId": pair[name == "r"].node})
        before = (await screenshot(screen)).png
        return before, await removal_pictures(screen, pair, 1.0)

    ring = "<style>button:focus { outline:5px solid #0f0 }</style>"
    before, pictures = pages.show(housed(home, ring + A + R), focused)
    assert has(before, LIME)
    assert isinstance(pictures, RemovalPictures)
    four = (pictures.shown, pictures.without_accept, pictures.without_reject, pictures.again)
    assert not any(has(png, LIME) for png in four)


# What goes with a control

PLAIN = "<button id=a style='border:0;width:100px;height:40px;background:#00f'>Yes</button>"
SEE_THROUGH = "<button id=a style='border:0;width:100px;height:40px;background:none;position:relative'>Yes</button>"
AT = "position:absolute;left:100px;top:100px;"
PAINTED = AT + "padding:6px;background:#008000;"
PAINTERS = {
    "a ground": f"<div style='{PAINTED}'>{SEE_THROUGH}</div>",
    "a border": f"<div style='{AT}border:6px solid #008000'>{SEE_THROUGH}</div>",
    "two of them": f"<div style='{PAINTED}'><span style='display:block;padding:6px'>{SEE_THROUGH}</span></div>",
    "a picture behind": f"<div style='{AT}width:100px;height:40px'>"
    f"<svg style='position:absolute;inset:0;background:#008000' width=100 height=40></svg>{SEE_THROUGH}</div>",
    "something drawn before": f"<style>div:before {{ content:''; position:absolute; inset:-6px; background:#008000 }}"
    f"</style><div style='{AT}'>{SEE_THROUGH}</div>",
    "a shadow": f"<div style='{AT}box-shadow:0 0 0 6px #008000'>{SEE_THROUGH}</div>",
}


@pytest.mark.parametrize("home", [Home.PAGE, Home.CLOSED_SHADOW])
@pytest.mark.parametrize("markup", PAINTERS.values(), ids=PAINTERS)
def test_a_wrapper_that_paints_the_button_is_erased_with_it(markup: str, home: Home, pages: Pages) -> None:
    pictures = taken(pages, housed(home, f"<main><p>We use cookies.</p>{markup}{R}</main>"))
    assert has(pictures.shown, GREEN)
    assert not has(pictures.without_accept, GREEN)
    assert has(pictures.without_accept, RED)
    assert has(pictures.without_reject, GREEN)
    assert has(pictures.again, GREEN)


HOLDERS = {
    "other words": f"<div style='{PAINTED}'>{PLAIN}<span>or</span></div>",
    "a button": f"<div style='{PAINTED}'>{PLAIN}<button></button></div>",
    "a link": f"<div style='{PAINTED}'>{PLAIN}<a href=#><img></a></div>",
    "a check box": f"<div style='{PAINTED}'>{PLAIN}<input type=checkbox></div>",
    "a list": f"<div style='{PAINTED}'>{PLAIN}<select></select></div>",
    "what is called a button": f"<div style='{PAINTED}'>{PLAIN}<i role=button></i></div>",
    "a stop of the keyboard": f"<div style='{PAINTED}'>{PLAIN}<i tabindex=0></i></div>",
    "much space": f"<div style='{PAINTED};width:170px;height:110px'>{PLAIN}</div>",
    "a form": f"<form style='{PAINTED}'>{PLAIN}</form>",
    "a dialog": f"<dialog open style='{PAINTED};margin:0;border:0'>{PLAIN}</dialog>",
}


@pytest.mark.parametrize("markup", HOLDERS.values(), ids=HOLDERS)
def test_a_wrapper_that_holds_more_than_the_control_stays(markup: str, pages: Pages) -> None:
    pictures = taken(pages, f"<main><p>We use cookies.</p>{markup}{R.replace('left:260px', 'left:460px')}</main>")
    assert has(pictures.without_accept, GREEN)
    assert not has(pictures.without_accept, BLUE)


def test_a_wrapper_that_holds_other_words_by_slots_stays(pages: Pages) -> None:
    root = f"<div style='{PAINTED}'>{PLAIN.replace('Yes', '<slot name=yes></slot>')} <slot name=more></slot></div>{R}"
    host = "<div id=h><span slot=yes>Yes</span><span slot=more>or</span></div>"
    script = f"<script>h.attachShadow({{mode: 'open'}}).innerHTML = {json.dumps(root)}</script>"
    pictures = taken(pages, host + script)
    assert has(pictures.shown, GREEN)
    assert has(pictures.without_accept, GREEN)
    assert not has(pictures.without_accept, BLUE)


@pytest.mark.parametrize("tag", ["button", "a href=#", "div role=button", "div tabindex=0", "div onclick=1"])
def test_neither_of_two_controls_without_words_goes_with_the_other(tag: str, pages: Pages) -> None:
    look = "display:inline-block;border:0;width:120px;height:40px;background"
    end = tag.partition(" ")[0]
    row = "".join(f"<{tag} id={n} style='{look}:{c}'></{end}>" for n, c in (("a", "#00f"), ("r", "#f00")))
    pictures = taken(pages, f"<p>We use cookies.</p><div style='display:inline-block'>{row}</div>")
    assert colours(pictures) == ["ar", "r", "a", "ar"]


# The page afterwards

STYLES = [
    None,
    "",
    " ",
    "color:green",
    "  COLOR : green ;; visibility:visible ",
    "visibility: hidden !important; visibility: visible !important",
    "opacity:.5;transition:opacity 2s;/* a remark */",
    "--own: 'it'; not-a-property: 1",
    "\N{SNOWMAN}: '\\201C'",
]


async def attributes(screen: Screen) -> list[tuple[str, ...]]:
    """Every element with its attributes, frames and shadow roots among them."""
    nodes = (await screen.cdp.send("DOM.getFlattenedDocument", {"depth": -1, "pierce": True}))["nodes"]
    return [(n["nodeName"], *n.get("attributes", ())) for n in nodes]


async def before_and_after(screen: Screen) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    pair = await pair_of(screen)
    before = await attributes(screen)
    assert isinstance(await removal_pictures(screen, pair, 1.0), RemovalPictures)
    return before, await attributes(screen)


@pytest.mark.parametrize("style", STYLES)
def test_styles_are_afterwards_what_they_were_byte_for_byte(style: str | None, pages: Pages) -> None:
    said = "" if style is None else f'style="{style}"'
    parts = f"<button id=a {said}><b {said}>Yes</b></button></div><button id=r {said}>No</button>"
    before, after = pages.show(f"<style>{LOOKS}</style><p>We use cookies.</p><div {said}>{parts}", before_and_after)
    assert ("BUTTON", "id", "a", *(() if style is None else ("style", style))) in before
    assert after == before


@pytest.mark.parametrize("home", Home)
def test_attributes_are_afterwards_what_they_were_wherever_the_controls_live(home: Home, pages: Pages) -> None:
    before, after = pages.show(housed(home, A + R), before_and_after)
    assert after == before


@dataclass
class Breaking:
    """A page of which no picture can be taken any more after so many."""

    page: Page
    left: int
    viewport_size: dict[str, int] = field(default_factory=lambda: {"width": SIZE[0], "height": SIZE[1]})

    async def screenshot(self, **options: Any) -> bytes:  # noqa: ANN401 - whatever is asked of the page
        if not self.left:
            raise PlaywrightError("the page is gone")
        self.left -= 1
        return await self.page.screenshot(**options)


@pytest.mark.parametrize("left", range(4))
def test_the_page_is_as_it_was_even_where_a_picture_fails(left: int, pages: Pages) -> None:
    async def fails(screen: Screen) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
        pair, before = await pair_of(screen), await attributes(screen)
        with pytest.raises(PlaywrightError):
            await removal_pictures(Screen(cast("Page", Breaking(screen.page, left)), screen.cdp), pair)
        return before, await attributes(screen)

    before, after = pages.show(A + R, fails)
    assert after == before


# Controls that take scrolling to see


def scrolling(top: int, reject: int, *, area: str = "") -> str:
    """A dialog 200 pixels high that scrolls; `top` is its own edge, `reject` where the refusal stands in it."""
    look = f"position:fixed;left:60px;top:{top}px;width:400px;height:200px;overflow:auto;background:#eee;{area}"
    first = A.replace("top:100px", "top:20px")
    inner = f"<div style='height:900px;position:relative'>{first}{R.replace('top:100px', f'top:{reject}px')}</div>"
    return f"<div id=d style='{look}'>{inner}</div>"


def seen_apart(pages: Pages, markup: str) -> RemovalPictures:
    pictures = taken(pages, markup)
    accept, reject = pictures.frames
    assert pictures.reject_clip is not None
    assert comes_and_goes(accept, BLUE)
    assert comes_and_goes(reject, RED)
    return pictures


def test_controls_apart_have_pictures_of_their_own(pages: Pages) -> None:
    pictures = seen_apart(pages, scrolling(380, 700))
    accept, reject = pictures.frames
    assert pictures.reject_shown
    assert pictures.reject_again
    assert accept.clip.clipped(SCREEN) == accept.clip
    assert reject.clip.clipped(SCREEN) == reject.clip
    assert (reject.box.width, reject.box.height) == (120, 40)
    assert pictures.accept_claims is not None
    assert pictures.reject_claims is not None


@pytest.mark.parametrize("home", Home)
def test_controls_apart_come_and_go_wherever_they_live(home: Home, pages: Pages) -> None:
    top, reject = (260, 500) if home is Home.FRAME else (380, 700)
    assert seen_apart(pages, housed(home, scrolling(top, reject))).reject_claims


def test_an_area_in_an_area_is_scrolled_as_well(pages: Pages) -> None:
    inner = scrolling(0, 700).replace("position:fixed", "position:absolute")
    outer = "position:fixed;left:0;top:380px;width:600px;height:150px;overflow:auto"
    assert seen_apart(pages, f"<div style='{outer}'><div style='height:1200px'>{inner}</div></div>").reject_clip


@pytest.mark.parametrize("slotted", [False, True], ids=["in the page", "in a slot"])
def test_the_area_that_scrolls_may_stand_around_a_shadow_root(pages: Pages, *, slotted: bool) -> None:
    parts = f"<div style='height:900px;position:relative'>{A}{R.replace('top:100px', 'top:700px')}</div>"
    area = "position:fixed;left:0;top:380px;width:600px;height:200px;overflow:auto"
    outside, inside = (f"<div style='{area}'><slot></slot></div>", parts) if slotted else (parts, "")
    host = f"<div id=h>{inside}</div>" if slotted else f"<div style='{area}'><div id=h></div></div>"
    script = f"<script>h.attachShadow({{mode: 'open'}}).innerHTML = {json.dumps(outside)}</script>"
    assert seen_apart(pages, host + script).reject_clip


def test_an_area_that_scrolls_smoothly_is_waited_for(pages: Pages) -> None:
    assert seen_apart(pages, scrolling(380, 700, area="scroll-behavior:smooth")).reject_clip


@pytest.mark.parametrize("area", ["", "scroll-behavior:smooth"], ids=["at once", "smoothly"])
@pytest.mark.parametrize("top", [0, 37, 700])
def test_areas_are_afterwards_where_they_were_and_the_page_was_never_scrolled(
    top: int, area: str, pages: Pages
) -> None:
    async def scrolled(screen: Screen) -> tuple[RemovalPictures | Missing, list[float]]:
        await screen.page.evaluate("top => { scrollTo(0, 50); d.scrollTo({ top, behavior: 'instant' }) }", top)
        pictures = await take(screen)
        return pictures, await screen.page.evaluate("[d.scrollTop, scrollY, scrolls]")

    count = (
        "<script>let scrolls = 0; setTimeout(() => document.addEventListener('scroll', () => scrolls++), 100)</script>"
    )
    markup = f"{scrolling(380, 700, area=area)}<div style='height:3000px'></div>{count}"
    pictures, after = pages.show(markup, scrolled)
    assert isinstance(pictures, RemovalPictures)
    assert after[:2] == [top, 50]
    assert after[2] <= 1, "that of the test itself"


@pytest.mark.parametrize("left", range(6))
def test_areas_are_where_they_were_even_where_a_picture_fails(left: int, pages: Pages) -> None:
    async def fails(screen: Screen) -> tuple[float, bool]:
        pair, before = await pair_of(screen), await attributes(screen)
        with pytest.raises(PlaywrightError):
            await removal_pictures(Screen(cast("Page", Breaking(screen.page, left)), screen.cdp), pair)
        return await screen.page.evaluate("d.scrollTop"), await attributes(screen) == before

    assert pages.show(scrolling(380, 700), fails) == (0, True)


BEYOND = {
    "refusing below the fold": A + R.replace("top:100px", "top:1500px"),
    "accepting below the fold": A.replace("top:100px", "top:1500px") + R,
    "both below the fold": (A + R).replace("top:100px", "top:1500px"),
    "half below the fold": A + R.replace("top:100px", "top:580px"),
    "fixed off the screen": A + R.replace("top:100px", "top:900px").replace("absolute", "fixed"),
    "off to the left": A + R.replace("left:260px", "left:-500px"),
    "in an area below the fold": f"<div style='height:700px'></div>{scrolling(800, 700).replace('fixed', 'absolute')}",
}


@pytest.mark.parametrize("markup", BEYOND.values(), ids=BEYOND)
def test_what_only_scrolling_the_page_would_show_is_missing(markup: str, pages: Pages) -> None:
    async def tried(screen: Screen) -> tuple[RemovalPictures | Missing, int]:
        return await take(screen), await screen.page.evaluate("scrollY")

    assert pages.show(markup, tried) == (Missing("a-control-is-beyond-the-screen"), 0)


FRAMED = f"<body style='margin:0'>{A}{R.replace('top:100px', 'top:400px')}"
OUT_OF_SIGHT = {
    "in an area that scrolls": scrolling(50, 350),
    "in a frame that scrolls": f'<iframe style="width:500px;height:200px;border:0" srcdoc="{FRAMED}"></iframe>',
}


@pytest.mark.parametrize("markup", OUT_OF_SIGHT.values(), ids=OUT_OF_SIGHT)
def test_a_control_that_is_out_of_sight_is_never_pictured_as_if_it_were_seen(markup: str, pages: Pages) -> None:
    pictures = pages.show(markup, take)
    assert isinstance(pictures, Missing) or comes_and_goes(pictures.frames[1], RED)


# Pages that resist

RESISTING = {
    "no styles, with a word": "getComputedStyle = () => { throw 'no' }",
    "no styles, with an error": "getComputedStyle = () => { throw new Error('no') }",
    "nothing for styles": "getComputedStyle = () => undefined",
    "no words": "Object.defineProperty(HTMLElement.prototype, 'innerText', { get() { throw 7 } })",
    "no boxes": "Element.prototype.getBoundingClientRect = () => { throw 'no' }",
    "no parts": "Element.prototype.querySelectorAll = () => { throw null }",
    "no attributes": "Element.prototype.getAttribute = () => { throw true }",
}


@pytest.mark.parametrize("markup", [A + R, scrolling(380, 700)], ids=["together", "apart"])
@pytest.mark.parametrize("script", RESISTING.values(), ids=RESISTING)
def test_a_page_that_resists_is_pictured_or_said_not_to_be(script: str, markup: str, pages: Pages) -> None:
    async def tried(screen: Screen) -> RemovalPictures | Missing:
        try:
            return await take(screen)
        except (PlaywrightError, TimeoutError):
            return Missing("pictures-could-not-be-taken")

    assert isinstance(pages.show(f"{markup}<script>{script}</script>", tried), RemovalPictures | Missing)
