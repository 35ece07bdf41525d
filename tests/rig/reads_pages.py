"""The pages on which the ways to read are tried: one that keeps the items, and one that reads and sends them.

The cookies belong to the path of the second page, so that its scripts can read them. Yet no request carries them: that
page is opened once before there are any, and comes from the browser's cache when the ways are tried.
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from starlette.responses import HTMLResponse, Response

from auditor.domain.facts import ItemKey
from auditor.domain.recording import ItemKind
from tests.rig.reads import CASES, OUT, STORES, Read
from tests.rig.server import COLLECT, SITE, Arrival, Rig

LIBRARY = Path(__file__).with_name("reads.js").read_text(encoding="utf-8")
SIDES = ("read", "twin")
KEPT = (*SIDES, "decoy")
RUN = """
const attempt = async (side, name, key, url, socket, etag, run) => {
  const file = (end) => `/worker/${name}/${side}/${end}`;
  try { await run({key, url, socket, etag, file}); }
  catch (error) { await fetch(`/broke/${side}/${name}`, {method: 'POST', credentials: 'omit', body: String(error)}); }
};
"""


def key_of(name: str, place: str) -> str:
    """The key under which a way's item, its twin's or the decoy is kept."""
    return f"{place}_{name}"


def host_of_case(case: Read) -> str:
    """The host that the value of a case goes to."""
    return SITE if case.leave and OUT[case.leave].own else COLLECT


def sent_key(case: Read, side: str) -> str:
    """The key whose value a way sends: its item's, or for a twin the decoy's."""
    return key_of(case.name, "read" if side == "read" else "decoy")


def etag_path(key: str) -> str:
    """The path of what has an ETag."""
    return f"/etag/{key}"


def item_key(rig: Rig, case: Read, side: str) -> ItemKey:
    """What the item of a way or of its twin is called."""
    key, kind, host = key_of(case.name, side), STORES[case.store], SITE
    if kind is ItemKind.INDEXED_DB:
        key = f"{key}/ids"
    elif case.store == "cache":
        key = f"{key} /kept/{key}"
    elif case.store == "etag":
        key, host = f"etag {rig.url(etag_path(key), COLLECT)}", COLLECT
    return ItemKey(kind, key, host)


@dataclass(frozen=True, slots=True)
class ReadPages:
    """What the server of this rig answers; every item and every decoy has a value of its own."""

    values: dict[str, str] = field(
        default_factory=lambda: {key_of(name, p): secrets.token_hex(12) for name in CASES for p in KEPT}
    )

    def __call__(self, rig: Rig, arrival: Arrival) -> Response | None:
        """The answer to a request, or None for a plain one."""
        match arrival.path.strip("/").split("/"):
            case ["keep"]:
                return self._keep(rig)
            case ["ways"]:
                first, then = "".join(runs(rig, before=True)), "".join(runs(rig))
                script = (
                    f"{RUN} if (location.hash === '#before') {{ {first} }} if (location.hash === '#go') {{ {then} }}"
                )
                return HTMLResponse(page("ways", script), headers={"Cache-Control": "max-age=3600"})
            case ["worker", name, side, file]:
                return worker(rig, CASES[name], side, file)
            case ["etag", key]:
                headers = {"ETag": f'"{self.values[key]}"', "Cache-Control": "no-cache"}
                return Response("kept", headers=headers)
        return None

    def _keep(self, rig: Rig) -> Response:
        rows = [
            (case.store, key, self.values[key], rig.url(etag_path(key), COLLECT))
            for case in CASES.values()
            for key in (key_of(case.name, place) for place in KEPT)
        ]
        script = f"for (const [store, ...row] of {json.dumps(rows)}) await keep[store](...row);"
        response = HTMLResponse(page("keep", script))
        for case in (c for c in CASES.values() if c.store == "cookie"):
            for key in (key_of(case.name, place) for place in KEPT):
                response.headers.append("Set-Cookie", f"{key}={self.values[key]}; Path={case.path}; Max-Age=86400")
        return response


def page(title: str, script: str) -> str:
    """A page that does something and says by its title when it is done."""
    done = "document.title = 'done';"
    return f"<!doctype html><title>{title}</title><body><script type=module>{LIBRARY}{script}{done}</script>"


def runs(rig: Rig, *, before: bool = False) -> Iterator[str]:
    """Every way and every twin, one after the other, or what some of them do before anything is kept."""
    for case in CASES.values():
        for side in SIDES:
            host, path = host_of_case(case), f"/collect/{case.name}/{side}"
            etag = rig.url(etag_path(key_of(case.name, side)), COLLECT)
            given = [side, case.name, sent_key(case, side), rig.url(path, host), rig.socket(path, host), etag]
            script = case.script
            if case.leave:
                script = f"const value = await (async () => {{ {script} }})(); {OUT[case.leave].script}"
            if case.store == "etag" and side == "twin":
                script = "await fetch(etag, {cache: 'no-store'});"
            if before:
                script = case.before
            yield f"await attempt(...{json.dumps(given)}, async ({{key, url, socket, etag, file}}) => {{ {script} }});"


def worker(rig: Rig, case: Read, side: str, file: str) -> Response:
    """The script of a worker that reads and sends on its own."""
    url = rig.url(f"/collect/{case.name}/{side}", host_of_case(case))
    given = f"const key = {json.dumps(sent_key(case, side))}, url = {json.dumps(url)};"
    return Response(f"{LIBRARY}{given}{case.files[file]}", media_type="text/javascript")
