"""A real browser on banners in a backdrop: which box is the banner's, and that what stands outside is read."""

from collections.abc import Iterator

import pytest

from auditor.capture.layers import find_layer
from auditor.capture.observe import observe
from auditor.domain.box import Box
from auditor.domain.controls import Layer, Role
from tests.capture.screens import Home, Pages, Screen, housed, named, showing

pytestmark = pytest.mark.browser
DESKTOP, PHONE = (1280, 800), (412, 839)
BACKDROP = "position:fixed;inset:0;background:#0008;z-index:9"
DIALOG = "position:absolute;left:10%;width:80%;max-width:600px;top:200px;height:240px;background:#fff;overflow:hidden"
SAYS = "<p>We and our partners use cookies to count visits and to show advertising that fits your interests.</p>"
AGREE = "<button>Accept all</button><button>Settings</button>"
CORNER = "<button style='position:absolute;right:8px;top:8px'>Continue without accepting</button>"
PAGE = "<main><h1>Harbour</h1>" + "<p>The harbour wakes early, and the boats come in.</p>" * 30 + "</main>"


@pytest.fixture(scope="module")
def pages() -> Iterator[Pages]:
    with showing() as shown:
        yield shown


async def read(screen: Screen) -> tuple[Layer, Box]:
    """The layer in view, and the box of what the page itself calls `#it`."""
    found = find_layer(await observe(screen.page, screen.cdp))
    assert found is not None
    _, it = await named(screen, "it")
    assert it.box is not None
    return found.layer, it.box


def near(box: Box | None, other: Box) -> bool:
    """Whether two boxes are the same, but for a pixel."""
    if box is None:
        return False
    edges = zip((box.x, box.y, box.right, box.bottom), (other.x, other.y, other.right, other.bottom), strict=True)
    return all(abs(a - b) <= 1 for a, b in edges)


def in_backdrop(dialog: str, corner: str = CORNER, look: str = BACKDROP) -> str:
    return f"{PAGE}<div style='{look}'>{dialog}{corner}</div>"


DIALOGS = {
    "in one piece": f"<div id=it style='{DIALOG}'>{SAYS}{AGREE}</div>",
    "in parts": f"<div id=it style='{DIALOG}'><div>{SAYS}</div><div>{AGREE}</div></div>",
    "with room inside": f"<div id=it style='{DIALOG}'><div style='margin:30px'>{SAYS}{AGREE}</div></div>",
    "in a wrapper as large as the screen": f"<div style='position:absolute;inset:0'><div id=it style='{DIALOG}'>"
    f"<div>{SAYS}</div><div>{AGREE}</div></div></div>",
}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS)
def test_the_box_of_a_dialog_in_a_backdrop_is_the_dialogs(dialog: str, size: tuple[int, int], pages: Pages) -> None:
    layer, box = pages.show(in_backdrop(dialog), read, size=size)
    assert near(layer.box, box)


@pytest.mark.parametrize("home", Home)
def test_a_refusal_in_a_corner_of_the_backdrop_is_read_all_the_same(home: Home, pages: Pages) -> None:
    layer, box = pages.show(housed(home, in_backdrop(DIALOGS["in parts"])), read)
    assert near(layer.box, box)
    assert layer.accept is not None
    assert layer.reject is not None
    assert layer.reject.label == "Continue without accepting"
    assert layer.reject.in_view
    assert layer.reject.box.clipped(box).area == 0


def test_the_text_of_a_layer_is_that_of_the_backdrop_too(pages: Pages) -> None:
    layer, _ = pages.show(in_backdrop(DIALOGS["in parts"]), read)
    assert "count visits" in layer.text
    assert "Continue without accepting" in layer.text
    assert {c.role for c in layer.controls} >= {Role.ACCEPT, Role.REJECT, Role.SETTINGS}


@pytest.mark.parametrize("corner", ["", CORNER], ids=["dialog alone", "refusal outside"])
def test_a_refusal_in_the_dialog_leaves_the_box_the_dialogs(corner: str, pages: Pages) -> None:
    dialog = f"<div id=it style='{DIALOG}'>{SAYS}{AGREE}<button>Reject all</button></div>"
    layer, box = pages.show(in_backdrop(dialog, corner), read)
    assert near(layer.box, box)
    assert layer.reject is not None
    assert layer.reject.label == "Reject all"


WALL = "position:fixed;inset:0;background:#fff;z-index:9"
WALLS = {
    "all in one": f"<div id=it style='{WALL}'>{SAYS}{AGREE}{CORNER}</div>",
    "text above, buttons below": f"<div id=it style='{WALL}'><div>{SAYS}</div>"
    f"<div style='position:absolute;bottom:0;left:0;right:0'>{AGREE}<button>Reject all</button></div></div>",
    "in a part as large as the wall": f"<div id=it style='{WALL}'>"
    f"<div style='height:100%;overflow:auto'>{SAYS}{AGREE}{CORNER}</div></div>",
}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS)
def test_the_box_of_a_wall_is_the_wall(wall: str, size: tuple[int, int], pages: Pages) -> None:
    layer, box = pages.show(f"{PAGE}{wall}", read, size=size)
    assert near(layer.box, box)
    assert near(layer.box, Box(0, 0, *size))
    assert layer.accept is not None
    assert layer.reject is not None


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_box_of_a_bar_is_the_bar(size: tuple[int, int], pages: Pages) -> None:
    bar = f"<div id=it style='position:fixed;left:0;right:0;bottom:0;background:#fff'>{SAYS}{AGREE}</div>"
    layer, box = pages.show(PAGE + bar, read, size=size)
    assert near(layer.box, box)


def test_a_box_is_cut_to_the_screen(pages: Pages) -> None:
    bar = f"<div id=it style='position:fixed;left:-50px;right:-50px;bottom:-20px;background:#fff'>{SAYS}{AGREE}</div>"
    layer, box = pages.show(PAGE + bar, read)
    assert near(layer.box, box.clipped(layer.viewport))
    assert box.x < 0
