"""R5: scripts that read characteristics of the device after a choice, through several interfaces, and then send."""

from collections.abc import Iterator

from auditor.domain.facts import DeviceReading
from auditor.domain.recording import AccessOp, Phase, ScriptAccess
from auditor.measure.devices_table import table
from auditor.measure.domains import host_of
from auditor.measure.traces import Scene

LEAST_INTERFACES = 3  # CATALOGUE 3.2, R5: at least three interfaces of high entropy


def device_readings(scene: Scene) -> Iterator[DeviceReading]:
    """One for each script and phase that used enough interfaces and is behind a later request."""
    calls: dict[tuple[str, Phase], dict[str, ScriptAccess]] = {}
    for access in scene.accesses:
        phase = scene.window.phase(access.at, access.document_at)
        if access.op is AccessOp.DEVICE_READ and access.key in table().counted and phase is not None and access.script:
            calls.setdefault((access.script, phase), {}).setdefault(access.key, access)
    for (script, phase), used in calls.items():
        first = min(a.at for a in used.values())
        if len(used) >= LEAST_INTERFACES and _sends(scene, script, first):
            evidence = tuple(scene.access_ref(a.id) for a in used.values())
            yield DeviceReading(script, host_of(script), tuple(sorted(used)), phase, evidence)


def _sends(scene: Scene, script: str, since: float) -> bool:
    """Whether the script stands in the chain of a later request."""
    return any(r.at >= since and any(call.startswith(script + ":") for call in r.chain) for r in scene.traffic.requests)
