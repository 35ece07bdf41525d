"""The pages on which the ways to send are tried: one that sets the cookies, and one that holds all ways and twins."""

import json
import re
import secrets
from dataclasses import dataclass, field

from starlette.responses import HTMLResponse, Response

from tests.rig.sends import CASES
from tests.rig.server import ANSWERS, SITE, THIRD, UNKNOWN, Arrival, Rig
from tests.rig.ways import Case

SIDES = ("send", "twin")
_FILE = re.compile(r"%file:([^%]+)%")
PREPARED = """
<script>addEventListener('load', async () => {
  await fetch('%third%', {credentials: 'include'});
  document.title = 'ready';
})</script>"""
RUN = """
<script>
const tell = (way, word) => fetch(`/${word}/${way}`, {method: 'POST', credentials: 'omit'});
const attempt = async (way, offered, run) => {
  try { if (await offered()) await run(); else await tell(way, 'not-offered'); }
  catch (error) { await fetch(`/broke/${way}`, {method: 'POST', credentials: 'omit', body: String(error)}); }
};
"""


def cookie_name(case: Case, side: str) -> str:
    """The name of the cookie of a way or of its twin."""
    return f"{side}_{case.name}"


def host(case: Case) -> str:
    """The host that a case goes to."""
    return THIRD if case.third else SITE


@dataclass(frozen=True, slots=True)
class SendPages:
    """What the server of this rig answers; every cookie has a value of its own."""

    values: dict[str, str] = field(
        default_factory=lambda: {cookie_name(c, s): secrets.token_hex(12) for c in CASES.values() for s in SIDES}
    )

    def __call__(self, rig: Rig, arrival: Arrival) -> Response | None:
        """The answer to a request, or None for a plain one."""
        match arrival.path.strip("/").split("/"):
            case ["prepare"]:
                return self._prepare(rig, third=arrival.host == THIRD)
            case ["ways"]:
                return HTMLResponse(ways_page(rig))
            case ["nest", name, depth]:
                return HTMLResponse(f"<iframe src='{nested(rig, CASES[name], int(depth))}'></iframe>")
            case ["jar", name]:
                return self._with_cookies(Response(), [CASES[name]])
            case ["file", name, side, file]:
                return answer_file(rig, CASES[name], side, file)
            case ["send" | "twin", "event-source" | "third-event-source", *_]:
                return Response(status_code=204)
        return None

    def _prepare(self, rig: Rig, *, third: bool) -> Response:
        chosen = [c for c in CASES.values() if c.third is third and not c.way.framed]
        framed = [c for c in CASES.values() if c.way.framed]
        frames = "".join(f"<iframe src='/nest/{c.name}/1'></iframe>" for c in framed)
        page = frames + PREPARED.replace("%third%", rig.url("/prepare", THIRD))
        return self._with_cookies(HTMLResponse(f"<!doctype html><title>wait</title>{page}"), chosen)

    def _with_cookies(self, response: Response, chosen: list[Case]) -> Response:
        for case in chosen:
            for side, path in zip(SIDES, ("send", "twin-jar"), strict=True):
                name, ends = cookie_name(case, side), "; Secure; SameSite=None" if case.third else ""
                value = f"{name}={self.values[name]}; Path=/{path}/{case.name}; Max-Age=86400{ends}"
                response.headers.append("Set-Cookie", value)
        return response


def nested(rig: Rig, case: Case, depth: int) -> str:
    """The address of what stands in a frame, which at the second depth sets the cookie."""
    return rig.url(f"/nest/{case.name}/{depth + 1}") if depth < 2 else rig.url(f"/jar/{case.name}", host(case))


def target(case: Case, side: str) -> str:
    """The path whose arrival shows that a way worked."""
    return f"/{side}/{case.name}/{case.way.target}"


def filled(rig: Rig, case: Case, side: str, text: str) -> str:
    """A piece of a way with its words replaced."""
    text = _FILE.sub(lambda m: rig.url(f"/file/{case.name}/{side}/{m[1]}"), text)
    text = text.replace("%url%", rig.url(target(case, side), host(case)))
    text = text.replace("%socket%", rig.socket(target(case, side), host(case)))
    return text.replace("%id%", f"{side}-{case.name}")


def answer_file(rig: Rig, case: Case, side: str, name: str) -> Response:
    """A file of a way: what the way says, or a redirect."""
    if name.isdigit():
        return Response(status_code=int(name), headers={"Location": rig.url(target(case, side), host(case))})
    kind = ANSWERS.get(name.rpartition(".")[2], UNKNOWN)[0]
    headers = {k: filled(rig, case, side, v) for k, v in case.way.headers.items()}
    return Response(filled(rig, case, side, case.way.files[name]), media_type=kind, headers=headers)


def ways_page(rig: Rig) -> str:
    """The page that holds every way and every twin."""
    found = [(case, side) for case in CASES.values() for side in SIDES]
    markup = "\n".join(filled(rig, case, side, case.way.html) for case, side in found)
    runs = "\n".join(
        f"attempt({json.dumps(f'{side}/{case.name}')}, async () => {case.way.offered or 'true'}, async () => {{"
        f"{filled(rig, case, side, case.way.script)} }});"
        for case, side in found
        if case.way.script
    )
    return f"<!doctype html><html lang=en><title>ways</title><body>{markup}{RUN}{runs}</script>"
