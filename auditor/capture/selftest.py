"""Proof that third-party cookies work in the very browser of a visit: one loopback server under two sites."""

import asyncio

from playwright.async_api import BrowserContext

from auditor.capture.errors import PlaywrightError

LIMIT_S = 5.0  # our choice
HOSTS = ("first-self-test.localhost", "third-self-test.localhost")
_PAGE = (
    "<!doctype html><title>self-test</title><script>"
    "const ask = (p) => fetch('http://third-self-test.localhost:' + location.port + p, {credentials: 'include'});"
    "ask('/set').then(() => ask('/get')).then((r) => r.text()).then((t) => { document.title = t; });"
    "</script>"
)


async def third_party_cookies(context: BrowserContext) -> bool | None:
    """Whether a cookie set by another site came back to it; None when the test itself failed."""
    try:
        async with asyncio.timeout(LIMIT_S):
            server = await asyncio.start_server(_answer, "127.0.0.1", 0)
            async with server:
                port = server.sockets[0].getsockname()[1]
                page = await context.new_page()
                try:
                    await page.goto(f"http://first-self-test.localhost:{port}/", wait_until="commit")
                    await page.wait_for_function("document.title.startsWith('cookie:')", timeout=LIMIT_S * 1000)
                    return await page.title() == "cookie:sent"
                finally:
                    await page.close()
    except (PlaywrightError, TimeoutError, OSError):
        return None


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path = head.split(" ", 2)[1]
        cookie = "auditor_self_test=1; Path=/; Secure; SameSite=None"
        if path == "/set":
            body, extra = "ok", f"Set-Cookie: {cookie}\r\n"
        elif path == "/get":
            body, extra = ("cookie:sent" if "auditor_self_test=1" in head else "cookie:kept-back"), ""
        else:
            body, extra = _PAGE, ""
        origin = next((line[8:] for line in head.split("\r\n") if line.lower().startswith("origin: ")), "*")
        writer.write(
            f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
            f"Access-Control-Allow-Origin: {origin}\r\nAccess-Control-Allow-Credentials: true\r\n"
            f"{extra}\r\n{body}".encode()
        )
        await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError, IndexError, asyncio.LimitOverrunError):
        return
    finally:
        writer.close()
