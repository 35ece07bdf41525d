"""Scripts that read the device in an untouched visit through several interfaces, and what they sent afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from auditor.domain.artifacts import SCRIPT_ACCESSES, TIMELINE, TRAFFIC, Missing, ScriptAccesses, Traffic, VisitRecord
from auditor.domain.early import Devices, DeviceUse
from auditor.domain.evidence import reference
from auditor.domain.recording import AccessOp, Party, Request, ScriptAccess
from auditor.domain.wording import say
from auditor.measure.devices import LEAST_INTERFACES
from auditor.measure.devices_table import protector, sensitive_page, table
from auditor.measure.domains import host_of, party_of
from auditor.measure.identifiers import identifying, json_leaves
from auditor.measure.matching import Matcher
from auditor.measure.owners import company_of

UNHEARD = "unheard"  # the hooks' word for an interface that was used too often to record every call
TELLING = 16  # characters from which on a value that was read does not stand in a text by chance; our choice
MORE_EVIDENCE = 8  # calls that a use cites at most; our choice


@dataclass(slots=True)
class _Reader:
    """The readings of one script, or of all scripts of one other company, while they are being gathered."""

    reads: list[ScriptAccess] = field(default_factory=list)

    @property
    def counted(self) -> tuple[str, ...]:
        return tuple(sorted({a.key for a in self.reads} & table().counted))

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(sorted({a.key for a in self.reads} - table().counted))

    @property
    def enough_at(self) -> float:
        """When the last interface that was needed had been read."""
        firsts: dict[str, float] = {}
        for a in (a for a in self.reads if a.key in table().counted):
            firsts[a.key] = min(firsts.get(a.key, a.at), a.at)
        return sorted(firsts.values())[LEAST_INTERFACES - 1]


def devices(record: VisitRecord, site_host: str) -> Devices | Missing:
    """Who read the device; `Missing` where calls, requests or the page itself were not recorded."""
    calls, traffic, timeline = record.get(SCRIPT_ACCESSES), record.get(TRAFFIC), record.get(TIMELINE)
    for found in (calls, traffic, timeline):
        if isinstance(found, Missing):
            return found
    assert isinstance(calls, ScriptAccesses)  # noqa: S101 - for the reader and the type checker
    assert isinstance(traffic, Traffic)  # noqa: S101 - as above
    reads = [a for a in calls.accesses if a.op is AccessOp.DEVICE_READ]
    readers: dict[str, _Reader] = {}
    for access in reads:
        if access.key != UNHEARD:
            readers.setdefault(_who(access, site_host), _Reader()).reads.append(access)
    enough = (r for r in readers.values() if len(r.counted) >= LEAST_INTERFACES)
    uses = tuple(_use(record, reader, traffic, site_host) for reader in enough)
    return Devices(uses, tuple(_gaps(calls, traffic, reads)))


def _gaps(calls: ScriptAccesses, traffic: Traffic, reads: list[ScriptAccess]) -> Iterator[str]:
    yield from traffic.gaps
    if calls.truncated:
        yield "scripts called more often than is recorded"
    if any(a.key == UNHEARD for a in reads):
        yield "an interface of the device was used more often than is recorded"
    if not traffic.requests:
        yield "no request was recorded"


def _script(access: ScriptAccess) -> str:
    """The script of a call; of one that hides its calls, the page."""
    return access.script or access.frame


def _who(access: ScriptAccess, site_host: str) -> str:
    """Scripts of another company are taken together; each script of the site stands for itself."""
    script = _script(access)
    host = host_of(script)
    return company_of(host) if host and party_of(host, site_host) is Party.THIRD else script


def _use(record: VisitRecord, reader: _Reader, traffic: Traffic, site_host: str) -> DeviceUse:
    counted = [a for a in reader.reads if a.key in table().counted]
    script = _script(counted[0])
    sent = _sent(reader, traffic, site_host)
    firsts = {a.key: a for a in reversed(counted)}
    evidence = [reference(record.journey, SCRIPT_ACCESSES, a.id) for a in firsts.values()][:MORE_EVIDENCE]
    if sent:
        evidence.append(reference(record.journey, TRAFFIC, sent.anchor))
    return DeviceUse(
        script=script,
        company=company_of(host_of(script)),
        counted=reader.counted,
        others=reader.others,
        receiver=sent.host if sent else None,
        carried=sent.carried if sent else None,
        excuse=_excuse(counted),
        evidence=tuple(evidence),
    )


def _excuse(counted: list[ScriptAccess]) -> str | None:
    """Why a person has to judge: who reads, or where. Without such a reason for every reading there is none."""
    services = {protector(_script(a)) for a in counted}
    if None not in services:
        return min(s for s in services if s)
    return say("a page for signing in or paying") if all(sensitive_page(a.frame) for a in counted) else None


@dataclass(frozen=True, slots=True)
class _Sent:
    """Something that left after the readings: to whom, and how a value that was read stood in it."""

    host: str
    anchor: int | str
    carried: str | None


def _sent(reader: _Reader, traffic: Traffic, site_host: str) -> _Sent | None:
    """A request with a value that was read, else one of the reader's own that carries something."""
    since = reader.enough_at
    later = [r for r in traffic.requests if r.at >= since and host_of(r.url)]
    messages = [m for m in traffic.messages if m.at >= since]
    matcher: Matcher[str] = Matcher({a.key: _values(a) for a in reader.reads if _values(a)})
    for request in later:
        for place, text in (("address", request.url), ("body", request.body or "")):
            for key, match in matcher.find(text).items():
                return _Sent(host_of(request.url), request.id, f"{key}, {place}, {match.encoding}")
    for message in messages:
        for key, match in matcher.find(message.data).items():
            return _Sent(host_of(message.url), f"message-{message.id}", f"{key}, WebSocket message, {match.encoding}")
    scripts = {_script(a) for a in reader.reads}
    for request in later:
        if _carries(request) and _behind(request, scripts, site_host):
            return _Sent(host_of(request.url), request.id, None)
    own = (m for m in messages if m.script in scripts)
    return next((_Sent(host_of(m.url), f"message-{m.id}", None) for m in own), None)


def _values(access: ScriptAccess) -> tuple[str, ...]:
    """What a reading gave, as far as it is whole and can be told from words that stand everywhere."""
    if access.cut or not access.value:
        return ()
    leaves = json_leaves(access.value)
    parts = [access.value] if leaves is None else list(leaves)
    return tuple(dict.fromkeys(p for p in parts if len(p) >= TELLING or identifying(p)))


def _carries(request: Request) -> bool:
    """Whether a request can carry what was read: a file that is only fetched does not."""
    return bool(request.body or request.body_missing or "?" in request.url) or request.method not in {"GET", "HEAD"}


def _behind(request: Request, scripts: set[str], site_host: str) -> bool:
    """Whether one of the scripts stands in the request's chain, or asks for it as the only one that is known."""
    if any(call.rsplit(":", 2)[0] in scripts for call in request.chain):
        return True
    if request.initiator in scripts:
        return True
    outside = {company_of(host_of(s)) for s in scripts if party_of(host_of(s), site_host) is Party.THIRD}
    return not request.chain and company_of(host_of(request.url)) in outside
