"""Single observations of items after a choice: sent, read, leaving by their value, written again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auditor.domain.artifacts import SCRIPT_ACCESSES, TRAFFIC, Traffic
from auditor.domain.checks import Confidence
from auditor.domain.evidence import reference
from auditor.domain.facts import Excuse, Excused, Item, ItemKey
from auditor.domain.journeys import Journey
from auditor.domain.recording import (
    AccessOp,
    CookieWrite,
    Form,
    ItemKind,
    Phase,
    Recorder,
    Request,
    ScriptAccess,
    SocketMessage,
)
from auditor.domain.wording import Text, say
from auditor.measure.domains import host_of
from auditor.measure.items import identifiers, validator_key
from auditor.measure.lists.public import NO_LISTS, PublicLists
from auditor.measure.matching import Match, Matcher
from auditor.measure.window import Window

STORAGE_READS = {
    ItemKind.LOCAL_STORAGE: AccessOp.STORAGE_GET,
    ItemKind.SESSION_STORAGE: AccessOp.STORAGE_GET,
    ItemKind.INDEXED_DB: AccessOp.DATABASE_GET,
    ItemKind.CACHE: AccessOp.CACHE_GET,
}
VALIDATOR = say("If-None-Match header")
WRITES = frozenset({AccessOp.COOKIE_SET, AccessOp.STORAGE_SET, AccessOp.DATABASE_SET, AccessOp.CACHE_SET})


@dataclass(frozen=True, slots=True)
class Kept:
    """An item that needed consent, with the values it had on this visit's device before the choice."""

    item: Item
    values: tuple[str, ...]

    @property
    def key(self) -> ItemKey:
        """What the item is called."""
        return self.item.key


@dataclass(frozen=True, slots=True)
class Trace:
    """One observation, before it is counted with its likes."""

    item: Item
    form: Form
    phase: Phase
    host: str
    confidence: Confidence
    at: float
    evidence: str
    left_device: bool = True
    carried: Text | None = None
    recorder: Recorder = Recorder.NETWORK_LOG
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What is looked at: the journey, its phases, what was kept before the choice, and what was recorded.

    `deletions` are the items and the numbers of requests whose answers really deleted them.
    """

    journey: Journey
    window: Window
    kept: tuple[Kept, ...]
    traffic: Traffic
    accesses: tuple[ScriptAccess, ...]
    deletions: frozenset[tuple[ItemKey, int]] = frozenset()
    lists: PublicLists = NO_LISTS

    def deletes(self, key: ItemKey, request: Request) -> bool:
        """Whether the answer to a request really deleted the item."""
        return (key, request.id) in self.deletions

    def traffic_ref(self, number: int | str) -> str:
        """Where a request stands in the evidence."""
        return reference(self.journey, TRAFFIC, number)

    def access_ref(self, number: int) -> str:
        """Where a call by a script stands in the evidence."""
        return reference(self.journey, SCRIPT_ACCESSES, number)


def _confidence(item: Item, phase: Phase) -> Confidence:
    """On the page of the choice frames may still run from before it: likely at most."""
    early = phase is Phase.SAME_PAGE and item.confidence is Confidence.CONFIRMED
    return Confidence.LIKELY if early else item.confidence


def belongs_to(domain: str, host: str) -> bool:
    """Whether a cookie of that domain goes to the host."""
    return host == domain or host.endswith("." + domain)


def _sends(kept: Iterable[Kept], request: Request) -> Iterator[Kept]:
    """The items that stand in the request's `Cookie` header."""
    if not request.cookies:
        return
    host, names = host_of(request.url), {c.name for c in request.cookies}
    for one in kept:
        if one.key.kind is ItemKind.COOKIE and one.key.name in names and belongs_to(one.key.domain, host):
            yield one


def headers(scene: Scene) -> Iterator[Trace]:
    """R1, R2 and R9: the item in a `Cookie` header; a request whose answer deletes it does not count."""
    for request in scene.traffic.requests:
        phase = scene.window.phase(request.at, request.document_at)
        if phase is None:
            continue
        for one in _sends(scene.kept, request):
            if not scene.deletes(one.key, request):
                yield _of_request(scene, one.item, Form.COOKIE_HEADER, phase, request, say("Cookie header"))


def excused(scene: Scene) -> Iterator[Excused]:
    """Requests that carried an item after the choice and do not count, with the reason."""
    for request in scene.traffic.requests:
        if request.at < scene.window.changed_at:
            continue
        for one in _sends(scene.kept, request):
            if scene.deletes(one.key, request):
                reason = Excuse.DELETED_BY_ANSWER
            elif scene.window.in_flight(request.at, request.document_at):
                reason = Excuse.IN_FLIGHT
            else:
                continue
            yield Excused(one.key, host_of(request.url), request.at, reason, scene.traffic_ref(request.id))


def _of_request(scene: Scene, item: Item, form: Form, phase: Phase, request: Request, carried: Text) -> Trace:
    return Trace(
        item=item,
        form=form,
        phase=phase,
        host=host_of(request.url),
        confidence=_confidence(item, phase),
        at=request.at,
        evidence=scene.traffic_ref(request.id),
        carried=carried,
        recorder=request.recorder,
        chain=request.chain,
    )


def departures(scene: Scene) -> Iterator[Trace]:
    """R3, R4, R7, R8 and R11: the value leaves in an address, a body, a header, a message or another cookie."""
    by_key = {one.key: one for one in scene.kept}
    matcher: Matcher[ItemKey] = Matcher({one.key: identifiers(one.item, one.values) for one in scene.kept})
    for request in scene.traffic.requests:
        phase = scene.window.phase(request.at, request.document_at)
        if phase is None:
            continue
        for key, carried in _carried(matcher, request, by_key).items():
            form = _read_form(scene, by_key[key], request.at)
            yield _of_request(scene, by_key[key].item, form, phase, request, carried)
    for message in scene.traffic.messages:
        phase = scene.window.phase(message.at)
        for key, match in matcher.find(message.data).items() if phase else ():
            assert phase is not None  # noqa: S101 - the loop is empty otherwise
            yield _of_message(scene, by_key[key], phase, message, match)


def _of_message(scene: Scene, one: Kept, phase: Phase, message: SocketMessage, match: Match) -> Trace:
    return Trace(
        item=one.item,
        form=_read_form(scene, one, message.at),
        phase=phase,
        host=host_of(message.url),
        confidence=_confidence(one.item, phase),
        at=message.at,
        evidence=scene.traffic_ref(f"message-{message.id}"),
        carried=say("WebSocket message, {encoding}", encoding=match.encoding),
        recorder=message.recorder,
        chain=(message.script,) if message.script else (),
    )


def _carried(matcher: Matcher[ItemKey], request: Request, kept: dict[ItemKey, Kept]) -> dict[ItemKey, Text]:
    """Which items a request carries by their value, and where; the item's own `Cookie` header is another matter."""
    places = [(say("address"), request.url), (say("body"), request.body or "")]
    places += [(say("header {name}", name=name), value) for name, value in request.headers]
    host, own = host_of(request.url), {(k.name, k.domain) for k in kept if k.kind is ItemKind.COOKIE}
    places += [
        (say("cookie {name}", name=c.name), c.value)
        for c in request.cookies
        if not any(name == c.name and belongs_to(domain, host) for name, domain in own)
    ]
    if request.validator is not None:
        places.append((VALIDATOR, request.validator))
    found: dict[ItemKey, Text] = {}
    for place, text in places:
        for key, match in matcher.find(text).items():
            if place is not VALIDATOR or key == validator_key(request):
                found.setdefault(key, say("{place}, {encoding}", place=place, encoding=match.encoding))
    return found


def _read_form(scene: Scene, one: Kept, before: float) -> Form:
    """How the value was come by, told from what scripts read between the choice and the departure."""
    for access in scene.accesses:
        if access.at > before or access.at < scene.window.changed_at or not in_reach(one.item, access):
            continue
        if _is_cookie_read(one.item, access) and any(v in access.value for v in one.values if v):
            return Form.SCRIPT_READ
        if is_storage_read(one.item, access):
            return Form.STORAGE_READ
    return Form.IDENTIFIER_SENT


def tracker_reads(scene: Scene) -> Iterator[Trace]:
    """R3b and R4: a known or listed tracker's script reads the item; likely, as the value was not seen to leave."""
    for access in scene.accesses:
        phase = scene.window.phase(access.at, access.document_at)
        script_host = host_of(access.script or "")
        if phase is None or scene.lists.tracks(script_host) is None:
            continue
        for one in scene.kept:
            if not in_reach(one.item, access):
                continue
            if is_storage_read(one.item, access):
                form = Form.STORAGE_READ
            elif _is_cookie_read(one.item, access) and _names(one.item, access.value):
                form = Form.SCRIPT_READ
            else:
                continue
            yield _of_access(scene, one.item, form, phase, access, Confidence.LIKELY)


def _of_access(
    scene: Scene, item: Item, form: Form, phase: Phase, access: ScriptAccess, confidence: Confidence
) -> Trace:
    return Trace(
        item=item,
        form=form,
        phase=phase,
        host=host_of(access.script or access.frame),
        confidence=confidence,
        at=access.at,
        evidence=scene.access_ref(access.id),
        left_device=form is Form.REWRITTEN,
        recorder=Recorder.SCRIPT_HOOK,
        chain=access.stack,
    )


def _is_cookie_read(item: Item, access: ScriptAccess) -> bool:
    return item.key.kind is ItemKind.COOKIE and access.op is AccessOp.COOKIE_GET


def in_reach(item: Item, access: ScriptAccess) -> bool:
    """Whether the frame of the call keeps the item: storage of its own origin, cookies of its domain and those above.

    Frames without an address (about:blank, srcdoc) have their parent's storage.
    """
    frame = host_of(access.frame)
    if not frame:
        return True
    return belongs_to(item.key.domain, frame) if item.key.kind is ItemKind.COOKIE else frame == item.key.domain


def _names(item: Item, jar: str) -> bool:
    """Whether a cookie of that very name stands in what a script was given."""
    return any(pair.strip().partition("=")[0] == item.key.name for pair in jar.split(";"))


def is_storage_read(item: Item, access: ScriptAccess) -> bool:
    """Whether the call read the item from where it is kept."""
    if access.op is not STORAGE_READS.get(item.key.kind) or access.kind is not item.key.kind:
        return False
    return access.key == item.key.name or (item.key.kind is ItemKind.CACHE and item.key.name.endswith(access.key))


def rewrites(scene: Scene, needy: Iterable[Item]) -> Iterator[Trace]:
    """R6: an item that needs consent is written, by the server or by a script, whether or not it was there before."""
    items = tuple(needy)
    for request in scene.traffic.requests:
        phase = scene.window.phase(request.at, request.document_at)
        if phase is None:
            continue
        for write in (w for w in request.writes if not w.deletes and w.stored is not False):
            for item in (i for i in items if written_by(i, write)):
                trace = _of_request(scene, item, Form.REWRITTEN, phase, request, say("Set-Cookie header"))
                yield trace
    for access in scene.accesses:
        phase = scene.window.phase(access.at, access.document_at)
        if phase is None or not access.value or access.op not in WRITES:
            continue
        for item in (i for i in items if set_by(i, access)):
            yield _of_access(scene, item, Form.REWRITTEN, phase, access, _confidence(item, phase))


def written_by(item: Item, write: CookieWrite) -> bool:
    """Whether a `Set-Cookie` header writes the item."""
    same_name = item.key.kind is ItemKind.COOKIE and item.key.name == write.name
    return same_name and belongs_to(item.key.domain, write.domain)


def set_by(item: Item, access: ScriptAccess) -> bool:
    """Whether a script's call writes the item."""
    kind = ItemKind.COOKIE if access.op is AccessOp.COOKIE_SET else access.kind
    return access.op in WRITES and (item.key.kind, item.key.name) == (kind, access.key) and in_reach(item, access)
