"""Serves every fixture site, a made-up partner and a counter, told apart by host names below `localhost`."""

import json
import secrets
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from auditor.entrypoints.demo.server import serving

HERE = Path(__file__).parent
PARTNER, COUNTER = "adpartner.localhost", "visitcounter.localhost"
PAGES = {"/": "Harbour notes", "/stories": "Stories", "/people": "People", "/privacy": "Privacy statement"}
SCRIPTS = {"/tags.js", "/banner.js", "/tcf.js"}
RECORD = "<!doctype html><title>Partner</title><script>localStorage.setItem('cookie-consent', %s)</script>"
TEMPLATES = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)


@dataclass(frozen=True)
class Site:
    """One fixture site: its banner, its tags, and what an audit is expected to say of it."""

    name: str
    banner: str
    expect: dict[str, object]


@dataclass
class Web:
    """The sites by name, the folder of the libraries, and every request that was received."""

    libraries: Path
    sites: dict[str, Site]
    log: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    def url(self, name: str) -> str:
        """The address of a site."""
        return f"http://{name}.localhost:{self.port}/"


def load_sites() -> dict[str, Site]:
    """Every folder with an expect.toml."""
    found = {}
    for path in sorted(HERE.glob("*/expect.toml")):
        banner = path.with_name("banner.html")
        text = banner.read_text(encoding="utf-8") if banner.exists() else ""
        found[path.parent.name] = Site(path.parent.name, text, tomllib.loads(path.read_text(encoding="utf-8")))
    return found


@contextmanager
def serve_sites(libraries: Path) -> Iterator[Web]:
    """Serve while the block runs."""
    web = Web(libraries, load_sites())

    async def respond(request: Request) -> Response:
        host = request.url.hostname or ""
        body = (await request.body()).decode("utf-8", "replace")
        cookie = request.headers.get("cookie", "")
        web.log.append(
            {"host": host, "path": str(request.url.path), "query": request.url.query, "cookie": cookie, "body": body}
        )
        if host in {PARTNER, COUNTER}:
            return outside(request, host)
        site = web.sites.get(host.removesuffix(".localhost"))
        return page(web, site, request) if site else Response("no such site", 404)

    app = Starlette(routes=[Route("/{path:path}", respond, methods=["GET", "POST", "OPTIONS"])])
    with serving(app) as port:
        web.port = port
        yield web


def page(web: Web, site: Site, request: Request) -> Response:
    """A page, script or library file of a site."""
    path = request.url.path
    if path.startswith("/npm/"):
        file = (web.libraries / path.removeprefix("/npm/")).resolve()
        inside = file.is_relative_to(web.libraries.resolve()) and file.is_file()
        return FileResponse(file) if inside else Response("missing", 404)
    places = {"partner": f"http://{PARTNER}:{web.port}", "counter": f"http://{COUNTER}:{web.port}"}
    if path in SCRIPTS:
        tags = Markup(json.dumps(site.expect.get("tags", [])))
        text = TEMPLATES.get_template(path.removeprefix("/")).render(tags=tags, **places)
        return Response(text, media_type="text/javascript")
    if path == "/consented":
        response = Response("{}")
        response.set_cookie("had", "1", samesite="lax", httponly=True)
        return with_mark(response)
    own: dict[str, str] = site.expect.get("pages", {})  # type: ignore[assignment]  # TOML
    if path not in PAGES and path not in own:
        return Response("nothing here", 404)
    text = TEMPLATES.get_template("layout.html").render(
        site=site.name,
        language=site.expect.get("language", "en"),
        heading=PAGES.get(path, ""),
        extra=Markup(own.get(path, "")),
        footer=Markup(str(site.expect.get("footer", ""))),
        banner=Markup(site.banner),
    )
    response = HTMLResponse(text, headers={"Cache-Control": "no-store"})
    if "session" not in request.cookies:
        response.set_cookie("session", secrets.token_hex(13), httponly=True, samesite="lax")
    forgets = site.expect.get("server_forgets") and "had" in request.cookies and "_fbp" not in request.cookies
    return with_mark(response) if forgets else response


def with_mark(response: Response) -> Response:
    """Set the identifier that a forgetful server sets again."""
    response.set_cookie(
        "_fbp", f"fb.1.1790000000000.{secrets.randbelow(9 * 10**9) + 10**9}", max_age=7_776_000, samesite="lax"
    )
    return response


def outside(request: Request, host: str) -> Response:
    """The partner and the counter."""
    origin = request.headers.get("origin", "*")
    headers = {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true"}
    if host == COUNTER:
        return Response(status_code=204, headers=headers)
    if request.url.path == "/notice":  # told of a choice, without cookies either way
        return Response(status_code=204, headers=headers)
    if request.url.path == "/frame":  # a page of the partner that keeps its own record of the choice
        return HTMLResponse(RECORD % json.dumps(request.query_params.get("record", "")))
    if request.url.path == "/sync":  # the partner's number, kept and passed on to the counter
        return passed_on(request)
    if request.url.path == "/forget":
        response = Response("{}", headers=headers)
        response.set_cookie("IDE", "", max_age=0, secure=True, samesite="none", httponly=True)
        return response
    response = Response(
        f"new Image().src='{request.url.scheme}://{request.url.netloc}/pixel.gif';", media_type="text/javascript"
    )
    if "IDE" not in request.cookies:
        response.set_cookie(
            "IDE", secrets.token_hex(12), max_age=31_536_000, secure=True, samesite="none", httponly=True
        )
    return response


def passed_on(request: Request) -> Response:
    """Keep the partner's identifier and lead to the counter with it in the address."""
    visitor = request.cookies.get("IDE", secrets.token_hex(12))
    response = Response(
        status_code=302,
        headers={"Location": f"{request.url.scheme}://{COUNTER}:{request.url.port}/match?from={visitor}"},
    )
    response.set_cookie("IDE", visitor, max_age=31_536_000, secure=True, samesite="none", httponly=True)
    return response
