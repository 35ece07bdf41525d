"""What recording costs: the recorders of an audit, attached to bare Playwright on the same journeys."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import BrowserContext, CDPSession, Page

from auditor.capture.recorders.har import har
from auditor.capture.recorders.netlog import read_netlog
from auditor.capture.recorders.scripts import ScriptRecorder
from auditor.capture.recorders.state import snapshot
from auditor.capture.recorders.traffic import TrafficRecorder
from auditor.capture.recorders.workers import WorkerRecorder
from auditor.domain.artifacts import Snapshots, Timeline, VisitRecord
from auditor.domain.journeys import Journey, Step, StepName
from auditor.domain.profile import Profile
from auditor.domain.recording import Snapshot
from auditor.store.artifact_files import ArtifactFiles
from auditor.store.sealing import AuditHeader, seal


@dataclass
class Recording:
    """All recorders of one visit."""

    log: Path
    traffic: TrafficRecorder = field(default_factory=TrafficRecorder)
    scripts: ScriptRecorder = field(default_factory=ScriptRecorder)
    steps: list[Step] = field(default_factory=list)
    states: list[Snapshot] = field(default_factory=list)
    cdp: CDPSession | None = None

    async def attach(self, context: BrowserContext, page: Page) -> None:
        """Start recording."""
        self.cdp = await context.new_cdp_session(page)
        await self.traffic.attach(self.cdp)
        await self.scripts.attach(context, self.cdp)
        await WorkerRecorder(self.traffic, self.scripts).attach(self.cdp)

    async def mark(self, page: Page) -> None:
        """End a step, as a journey does."""
        assert self.cdp is not None
        self.states.append(
            await snapshot(page, self.cdp, StepName.LOAD, self.scripts.key, more=self.scripts.keeps_more)
        )
        self.steps.append(Step(StepName.LOAD, time.time(), time.time(), page.url))

    def finish(self, out: Path) -> None:
        """Read the log out and seal everything."""
        log = read_netlog(self.log)
        accesses = self.scripts.accesses(time.time())
        traffic = self.traffic.traffic(log, accesses.accesses)
        assert traffic.requests
        assert not traffic.gaps
        artifacts = {
            "traffic": traffic,
            "script-accesses": accesses,
            "snapshots": Snapshots(tuple(self.states)),
            "timeline": Timeline(tuple(self.steps)),
            "har": har(log.hops, traffic, self.steps, "bench"),
        }
        record = VisitRecord(Journey.NO_ACTION, self.steps[0].started_at, time.time(), artifacts)
        header = AuditHeader("bench", "bench", Profile(), 0, 0, "bench", None)
        seal(header, [record], ArtifactFiles(out))
