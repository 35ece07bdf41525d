"""The ways in which a page can make the browser send a cookie.

A way is a piece of HTML or of JavaScript, and files that it loads. Some words in them are replaced:

- `%url%` is the address whose arrival the server's log has to show, with the cookie, or for the twin without;
- `%file:NAME%` is the address of a file of the way's own, on the page's host; a file named by a number answers with
  that status and sends the browser on to `%url%`;
- `%socket%` is the address of a WebSocket that stands for `%url%`;
- `%id%` is a word that no other way has.

The twin of each way does exactly the same, with an address that its cookie's path does not match.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Way:
    """One technique. `target` names the file at the end of `%url%`, whose suffix decides what the server answers.

    A way with `own` is tried with the page's own host, one with `third` with that of another site: a browser keeps no
    more than 180 cookies of a site, so not every way is tried with both. One that is `leaving` sends when the page
    goes away. With `framed` the cookie is set by a frame inside a frame. `offered` is what a browser must have for it.
    """

    name: str
    what: str
    html: str = ""
    script: str = ""
    target: str = "x.png"
    files: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    own: bool = True
    third: bool = False
    leaving: bool = False
    framed: bool = False
    offered: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A way with the host it goes to: the page's own, or with `third` that of another site."""

    name: str
    way: Way
    third: bool


def cases(ways: tuple[Way, ...]) -> Iterator[Case]:
    """Each way to the page's own host, to another site, or both."""
    for way in ways:
        if way.own:
            yield Case(way.name, way, third=False)
        if way.third:
            yield Case(f"third-{way.name}", way, third=True)
