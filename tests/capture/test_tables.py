"""A real browser on small pages: tables and lists of labels and values, wherever they stand."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.recorders import tables as module
from auditor.capture.recorders.tables import CUT, FOLDED, FRAME, UNREAD, merged, read_tables
from auditor.capture.session import Session, session
from auditor.domain.profile import Profile
from auditor.domain.tables import Place, Table, Tables
from auditor.entrypoints.demo.server import serving

pytestmark = pytest.mark.browser
ROWS = "<tr><th>Cookie</th><th>Dauer</th></tr><tr><td>_ga</td><td>2 Jahre</td></tr>"
PAGES = {
    "/table": f"<h2>Cookies</h2><h3>Statistik</h3><p>Wir messen.</p><table>{ROWS}<tr><td>_gid<br>_gat</td><td>1 Tag</td></tr></table>",
    "/spans": "<table><tr><th>Anbieter</th><th>Name</th></tr><tr><td rowspan=2>Google</td><td>_ga</td></tr><tr><td>_gid</td></tr><tr><td colspan=2>Werbung</td></tr></table>",
    "/layout": f"<table><tr><td><table>{ROWS}</table></td></tr></table>",
    "/roles": "<div role=table><div role=row><span role=columnheader>Name</span><span role=columnheader>Durée</span></div><div role=row><span role=cell>_ga</span><span role=cell>13 mois</span></div></div>",
    "/dl": "<h3>_ga</h3><dl><dt>Anbieter</dt><dd>Google</dd><dt>Laufzeit</dt><dd>2 Jahre</dd></dl>",
    "/cards": "<section><h3>Analytics</h3><ul><li><div>Cookie</div><div>_ga</div></li><li><div>Duration</div><div>2 years</div></li></ul></section>",
    "/bot": "<ul><li><div>_ga</div><div>Registers an id.</div><div><div><b>Maximum Storage Duration</b>: <span>2 years</span></div><div><b>Type</b>: <span>HTTP Cookie</span></div></div></li></ul>",
    "/shadow": f"<div id=h></div><script>h.attachShadow({{mode: 'open'}}).innerHTML = `<h4>Statistik</h4><table>{ROWS}</table>`</script>",
    "/inside": f'<iframe width=600 height=300 srcdoc="<h4>Statistik</h4><table>{ROWS}</table>"></iframe>',
    "/elsewhere": "<iframe width=600 height=300 sandbox src='http://other.test:1/'></iframe>",
    "/folded": f"<div id=s role=dialog style='position:fixed;inset:0'><button aria-expanded=false aria-controls=p>Statistik</button><div id=p hidden><table>{ROWS}</table></div><button aria-expanded=false>Werbung</button></div>",
    "/many": "<table>" + "<tr><td>a</td><td>b</td></tr>" * 1100 + "</table>",
    "/long": f"<table><tr><th>Name</th><th>Zweck</th></tr><tr><td>_ga</td><td>{'x' * 3000}</td></tr></table>",
    "/hostile": f"<form><input name=children><input name=childNodes><input name=parentNode><input name=getAttribute><table>{ROWS}</table></form><script>Node.prototype.contains = Array.from = Element.prototype.getAttribute = () => {{ throw 1 }}</script>",
    "/links": "<ul><li><a href=/>Home</a></li><li><a href=/b>Shop</a></li></ul><p>Cookies: yes</p>",
    "/deep": "<div>" * 400 + f"<table>{ROWS}</table>",
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Tables]:
    """The tables of each page; one browser reads them all."""

    async def respond(request: Request) -> Response:
        return HTMLResponse(f"<!doctype html><html lang=de><title>t</title><body>{PAGES[request.url.path]}")

    async def all_of(port: int) -> dict[str, Tables]:
        options = BrowserOptions(allow_private=True)
        async with async_playwright() as playwright:
            browser = find_browser(options, playwright.chromium.executable_path)
            scratch: Path = tmp_path_factory.mktemp("tables")
            async with session(playwright, browser, options, Profile(), scratch) as opened:
                return {path: await _read(opened, f"http://site.localhost:{port}{path}") for path in PAGES}

    with serving(Starlette(routes=[Route("/{path:path}", respond)])) as port:
        found = asyncio.run(all_of(port))
    return found.__getitem__


async def _read(opened: Session, url: str) -> Tables:
    await opened.arrive(url)
    view = await opened.look(hit_tests=False)
    dialog = [n for n in view.nodes if n.attributes.get("role") == "dialog"]
    root = dialog[0] if dialog else next(n for n in view.nodes if n.tag == "HTML" and n.children)
    return await read_tables(opened, root.node_id, Place.SETTINGS if dialog else Place.POLICY)


def test_a_table_with_its_header_and_the_headings_it_stands_under(read: Callable[[str], Tables]) -> None:
    told = read("/table")
    [table] = told.tables
    assert (told.complete, told.gaps) == (True, ())
    assert table.headings == ("Statistik", "Cookies")
    assert table.header == ("Cookie", "Dauer")
    assert table.rows == (("_ga", "2 Jahre"), ("_gid\n_gat", "1 Tag"))
    assert (table.place, table.shown, table.url.endswith("/table")) == (Place.POLICY, True, True)


def test_cells_that_span_rows_and_columns_stand_in_each(read: Callable[[str], Tables]) -> None:
    assert read("/spans").tables[0].rows == (("Google", "_ga"), ("Google", "_gid"), ("Werbung", "Werbung"))


@pytest.mark.parametrize("path", ["/layout", "/shadow", "/inside", "/hostile"])
def test_a_table_is_found_wherever_it_stands(path: str, read: Callable[[str], Tables]) -> None:
    told = read(path)
    assert [(t.header, t.rows) for t in told.tables] == [(("Cookie", "Dauer"), (("_ga", "2 Jahre"),))]
    assert told.complete


@pytest.mark.parametrize("path", ["/shadow", "/inside"])
def test_headings_are_found_in_shadow_roots_and_frames(path: str, read: Callable[[str], Tables]) -> None:
    assert read(path).tables[0].headings == ("Statistik",)


def test_roles_make_a_table_as_well(read: Callable[[str], Tables]) -> None:
    [table] = read("/roles").tables
    assert (table.header, table.rows) == (("Name", "Durée"), (("_ga", "13 mois"),))


def test_a_description_list_is_a_table_of_labels_and_values(read: Callable[[str], Tables]) -> None:
    [table] = read("/dl").tables
    assert (table.headings, table.rows) == (("_ga",), (("Anbieter", "Google"), ("Laufzeit", "2 Jahre")))


def test_lines_of_label_and_value_are_read_with_what_stands_above_them(read: Callable[[str], Tables]) -> None:
    [table] = read("/cards").tables
    assert table.rows == (("", "Analytics"), ("Cookie", "_ga"), ("Duration", "2 years"))
    bot = read("/bot").tables
    assert (("", "_ga"), ("Maximum Storage Duration", "2 years"), ("Type", "HTTP Cookie")) in [t.rows for t in bot]


def test_what_is_folded_is_read_and_what_is_not_there_yet_is_a_gap(read: Callable[[str], Tables]) -> None:
    told = read("/folded")
    [table] = told.tables
    assert (table.headings[0], table.shown) == ("Statistik", False)
    assert told.gaps == (FOLDED,)


def test_a_frame_out_of_reach_is_a_gap(read: Callable[[str], Tables]) -> None:
    assert read("/elsewhere") == Tables((), complete=False, gaps=(FRAME,))


@pytest.mark.parametrize("path", ["/many", "/long"])
def test_a_limit_reached_is_told(path: str, read: Callable[[str], Tables]) -> None:
    told = read(path)
    assert (told.complete, told.gaps) == (False, (CUT,))
    assert len(told.tables[0].rows) <= 1000
    assert all(len(cell) <= 1000 for row in told.tables[0].rows for cell in row)


def test_menus_are_no_tables(read: Callable[[str], Tables]) -> None:
    assert read("/links").tables == ()


def test_depth_does_no_harm(read: Callable[[str], Tables]) -> None:
    assert read("/deep").complete in {True, False}


@pytest.mark.parametrize("said", [None, 7, "x", {}, {"tables": [7], "cut": False, "frames": 0, "closed": 0}])
def test_an_answer_of_another_form_is_refused(said: object) -> None:
    with pytest.raises(ValueError, match="did not let"):
        module._told(said, Place.POLICY, "")


def test_readings_are_merged_without_repeats() -> None:
    seen = Table(Place.SETTINGS, ("A",), (), (("_ga", "x"),), "u")
    hidden = Table(Place.SETTINGS, ("A",), (), (("_ga", "x"),), "u", shown=False)
    other = Table(Place.SETTINGS, ("B",), (), (("_ga", "x"),), "u")
    told = merged(Tables((hidden, other), complete=True), Tables((seen,), complete=False, gaps=(UNREAD,)))
    assert told == Tables((seen, other), complete=False, gaps=(UNREAD,))
    many = tuple(Table(Place.POLICY, (str(n),), (), (), "u") for n in range(module.MAX_TABLES + 1))
    assert merged(Tables(many, complete=True)).gaps == (CUT,)
