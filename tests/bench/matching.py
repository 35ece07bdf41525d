"""What matching costs: 10 MB of request bodies and 500 identifiers, beside loading the page that sends them."""

import asyncio
import base64
import json
import random
import resource
import sys
import tempfile
from collections.abc import Iterator
from urllib.parse import quote

from playwright.async_api import async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from auditor.capture.browser import BrowserOptions, arguments, find_browser
from auditor.entrypoints.demo.server import serving
from auditor.measure.matching import Matcher

SIZE, IDENTIFIERS, SEED = 10_000_000, 500, 7


def bodies(rng: random.Random) -> Iterator[str]:
    """Bodies as trackers send them: JSON, forms, base64 of JSON and of bytes, and words; 10 MB in all."""
    size = 0
    while size < SIZE:
        events = [{"name": "view", "at": rng.random(), "id": f"{rng.getrandbits(128):032x}"} for _ in range(60)]
        text = rng.choice(
            (
                json.dumps({"events": events, "url": "https://shop.example/a/b?c=d"}),
                "&".join(f"k{n}={quote(str(rng.random()) + '/:é')}" for n in range(200)),
                base64.b64encode(json.dumps(events).encode()).decode(),
                base64.b64encode(rng.randbytes(6000)).decode(),
                " ".join(rng.choice(("cookie", "consent", "internationalisation", "of")) for _ in range(900)),
            )
        )
        size += len(text)
        yield text


def spent(who: int) -> float:
    """Processor seconds of this process, or of the browser and the driver that it waited for."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


async def load(url: str) -> None:
    """Load the page that sends the bodies, in a bare browser, until it has sent them all."""
    async with async_playwright() as playwright:
        options = BrowserOptions()
        with tempfile.TemporaryDirectory() as profile:
            flags = [f for f in arguments(options, "unused") if "net-log" not in f]  # type: ignore[arg-type]  # not written
            path = find_browser(options).path
            sandbox = "--no-sandbox" not in flags
            context = await playwright.chromium.launch_persistent_context(
                profile, executable_path=path, args=flags, chromium_sandbox=sandbox
            )
            await context.pages[0].goto(url)
            await context.pages[0].wait_for_function("document.title === 'sent'", timeout=60_000)
            await context.close()


def main() -> None:
    """Print both figures and their ratio."""
    rng = random.Random(SEED)  # noqa: S311 - the same bodies every time
    sent = list(bodies(rng))
    values = {n: (f"{rng.getrandbits(96):024x}",) for n in range(IDENTIFIERS)}
    before = spent(resource.RUSAGE_SELF)
    matcher = Matcher(values)
    found = sum(bool(matcher.find(text)) for text in sent)
    matching = spent(resource.RUSAGE_SELF) - before

    async def respond(request: Request) -> Response:
        if request.method == "POST":
            await request.body()
            return Response(status_code=204)
        if request.url.path == "/bodies":
            return Response(json.dumps(sent), media_type="application/json")
        script = (
            "fetch('/bodies').then((r) => r.json()).then(async (bodies) => {"
            "for (const t of bodies) await fetch('/', {method: 'POST', body: t}); document.title = 'sent'; })"
        )
        return HTMLResponse(f"<!doctype html><title>t</title><script>{script}</script>")

    with serving(Starlette(routes=[Route("/{path:path}", respond, methods=["GET", "POST"])])) as port:
        before = spent(resource.RUSAGE_CHILDREN)  # the server of this bench, in this process, does not count
        asyncio.run(load(f"http://site.localhost:{port}/"))
        loading = spent(resource.RUSAGE_CHILDREN) - before
    megabytes = sum(map(len, sent)) / 1e6
    sys.stdout.write(
        f"{megabytes:.1f} MB in {len(sent)} bodies, {IDENTIFIERS} identifiers, {found} found by chance\n"
        f"matching {matching:.2f} CPU-s, loading the page that sends them {loading:.2f} CPU-s, "
        f"ratio {matching / loading:.2f}\n"
    )


if __name__ == "__main__":
    main()
