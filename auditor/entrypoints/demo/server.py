"""The demo's web server: two shops, an advertising partner and a counter, told apart by host name.

Names below `localhost` lead to this machine in every browser, count as different sites and as trustworthy origins, so
third-party cookies behave as they do on the real web, without certificates or a network.
"""

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import uvicorn
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from auditor.domain.errors import AuditorError

SHOPS = {"deceptive-teapots.localhost": "deceptive", "honest-teapots.localhost": "honest"}
PARTNER, COUNTER = "adpartner.localhost", "visitcounter.localhost"
START_LIMIT_S = 15.0  # our choice
YEAR = 365 * 86_400
POTS = (
    ("Morning, 0.6 l", "#c8643a", "38 euro"),
    ("Fjord, 0.9 l", "#3f7d8c", "46 euro"),
    ("Moss, 1.2 l", "#6f8a3c", "52 euro"),
    ("Night, 0.4 l", "#3a3a5a", "34 euro"),
)
PAGES = {
    "/": (
        "Teapots that pour",
        "Round, patient and without a drip. Made in small batches by three people and one kiln.",
    ),
    "/teapots": ("All our teapots", "Four shapes in four glazes, each a little different from the last."),
    "/workshop": ("The workshop", "An old dairy with a north window. Come by on Fridays and try the wheel."),
    "/privacy": ("Privacy statement", "We keep what an order needs. Cookies beyond that are a matter of your choice."),
}


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("auditor.entrypoints.demo", "site"), autoescape=True, undefined=StrictUndefined
    )


def _respond(request: Request) -> Response:
    host = request.url.hostname or ""
    if host in SHOPS:
        return _shop(request, SHOPS[host])
    if host in {PARTNER, COUNTER}:
        return _outside(request, host)
    return Response("no such site", 404)


def _shop(request: Request, kind: str) -> Response:
    path, port = request.url.path, request.url.port
    places = {"partner": f"http://{PARTNER}:{port}", "counter": f"http://{COUNTER}:{port}"}
    if path == "/shop.css":
        return Response(_templates().get_template("shop.css").render(), media_type="text/css")
    if path == "/tags.js":
        return Response("window.shop = {opened: Date.now()};", media_type="text/javascript")
    if path == "/consent.js":
        return Response(_templates().get_template(f"{kind}.js").render(places), media_type="text/javascript")
    if path == "/remember":  # the deceptive shop's server puts the partner's number back, whatever the visitor chose
        response = Response("{}", media_type="application/json")
        mark = request.cookies.get("_fbp") or f"fb.1.{int(time.time() * 1000)}.{secrets.randbelow(9 * 10**9) + 10**9}"
        response.set_cookie("_fbp", mark, max_age=90 * 86_400, samesite="lax")
        return response
    if path not in PAGES:
        return Response("nothing here", 404)
    return _page(request, kind, path)


def _page(request: Request, kind: str, path: str) -> Response:
    heading, text = PAGES[path]
    honest = kind == "honest"
    html = (
        _templates()
        .get_template("page.html")
        .render(
            title=heading,
            shop="Honest Teapots" if honest else "Deceptive Teapots",
            heading=heading,
            text=text,
            pots=POTS,
            way_back="Cookie settings" if honest else "Privacy options",
        )
    )
    response = HTMLResponse(html, headers={"Cache-Control": "no-store"})
    if "session" not in request.cookies:
        response.set_cookie("session", secrets.token_hex(13), httponly=True, samesite="lax")
    return response


def _outside(request: Request, host: str) -> Response:
    origin = request.headers.get("origin", "*")
    headers = {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true"}
    if host == COUNTER:
        return Response(status_code=204, headers=headers)
    if request.url.path == "/forget":
        response = Response("{}", media_type="application/json", headers=headers)
        response.set_cookie("IDE", "", max_age=0, secure=True, samesite="none", httponly=True)
        return response
    response = Response(
        "new Image().src='/pixel';".replace("/pixel", f"{request.url.scheme}://{request.url.netloc}/pixel.gif"),
        media_type="text/javascript",
        headers=headers,
    )
    if "IDE" not in request.cookies:
        response.set_cookie("IDE", secrets.token_hex(12), max_age=YEAR, secure=True, samesite="none", httponly=True)
    return response


@contextmanager
def serving(app: Starlette, port: int = 0) -> Iterator[int]:
    """Serve an application on loopback while the block runs; yields the port."""
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + START_LIMIT_S
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            raise AuditorError("the demo's web server did not start")
        thread.join(0.02)
    try:
        yield int(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(START_LIMIT_S)


@contextmanager
def serve_demo() -> Iterator[tuple[str, ...]]:
    """Serve the shops while the block runs; yields their addresses, the deceptive one first."""
    routes = [Route("/{path:path}", _respond, methods=["GET", "POST", "OPTIONS"])]
    with serving(Starlette(routes=routes)) as port:
        yield tuple(f"http://{host}:{port}/" for host in SHOPS)
