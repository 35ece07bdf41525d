"""What several checks on withdrawal have in common: sorting reads and wording them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from auditor.domain.checks import CheckResult, Confidence, Finding, cant_tell, failed, inapplicable, passed
from auditor.domain.facts import Read, Reads
from auditor.domain.recording import Form, Phase
from auditor.domain.wording import counted, listed

VERBS = {
    Form.COOKIE_HEADER: "was sent in the Cookie header to",
    Form.SCRIPT_READ: "was read by a script and its value sent to",
    Form.STORAGE_READ: "was read from storage and its value sent to",
    Form.IDENTIFIER_SENT: "left the device by its value, to",
    Form.REWRITTEN: "was written again by",
}
BY_VALUE = frozenset({Form.SCRIPT_READ, Form.STORAGE_READ, Form.IDENTIFIER_SENT})  # how the value left is news
PHASES = {
    Phase.SAME_PAGE: "on the page of the withdrawal",
    Phase.AFTER_RELOAD: "after reloading and on inner pages",
    Phase.NEW_SESSION: "in a new session",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """How a choice is spoken of: its name, what came after it, and when there was nothing to read."""

    choice: str
    after: str
    nothing: str


WITHDRAWAL = Wording(
    "withdrawal",
    "after it was withdrawn",
    "Nothing that needs consent and singles out a visitor was stored after accepting.",
)
REFUSAL = Wording(
    "refusal",
    "after the visitor refused",
    "Nothing that needs consent and singles out a visitor was stored before the refusal.",
)


def sentence(read: Read, wording: Wording = WITHDRAWAL) -> str:
    """One read in plain words."""
    times = counted(read.count, "time")
    what = f"{read.item.kind} {read.item.name} ({read.item.domain})"
    how = f" ({read.carried})" if read.carried and read.form in BY_VALUE else ""
    return f"{what} {verb_of(read)} {read.host}{how}, {times}, {phase_of(read.phase, wording)}"


def phase_of(phase: Phase, wording: Wording = WITHDRAWAL) -> str:
    """When, in words."""
    return PHASES[phase].replace("withdrawal", wording.choice)


def verb_of(read: Read) -> str:
    """What happened to the item, up to the name of the host; no more than was seen."""
    return VERBS[read.form] if read.left_device else "was read by a script of"


def judge(
    reads: Reads,
    concerns: Callable[[Read], bool],
    noun: tuple[str, str],
    verb: str,
    wording: Wording = WITHDRAWAL,
) -> CheckResult:
    """Failed on a read in the deciding phases, open on an earlier one, passed only when everything was recorded.

    `noun` is what was read, for one and for several; `verb` what happened to it, such as "read". A read of an item that
    had been deleted and was set again is the consequence of the writing, which has a check of its own.
    """
    relevant = [r for r in reads.reads if concerns(r)]
    decisive = [r for r in relevant if r.phase is not Phase.SAME_PAGE and not r.since_rewritten]
    if decisive:
        confidence = min((r.confidence for r in decisive), key=list(Confidence).index)
        names = len({r.item for r in decisive})
        were = "was" if names == 1 else "were"
        summary = f"{counted(names, *noun)} that needed consent {were} {verb} {wording.after}."
        return failed(summary, findings(decisive, wording), confidence=confidence)
    seen = findings(relevant, wording)
    if any(r.since_rewritten for r in relevant):
        return cant_tell("Only what had been deleted and was set again; the writing is a finding of its own.", seen)
    if relevant:
        return cant_tell(f"Only on the page of the {wording.choice} itself; a person should watch longer.", seen)
    return _silence(reads, noun[0], verb, wording)


def _silence(reads: Reads, noun: str, verb: str, wording: Wording) -> CheckResult:
    """What follows from having seen nothing: a pass only where everything was recorded and the choice worked."""
    if reads.gaps:
        return cant_tell(f"The record does not rule it out ({listed(reads.gaps)}); run the audit again.")
    if not reads.registered:
        return cant_tell(f"The {wording.choice} showed no effect, so nothing follows from the silence after it.")
    if not reads.consented:
        return inapplicable(wording.nothing)
    needed = counted(len(reads.consented), "item")
    return passed(f"{needed} needed consent; no {noun} was {verb} after the {wording.choice}.")


def findings(reads: Iterable[Read], wording: Wording = WITHDRAWAL) -> list[Finding]:
    """One finding for each read."""
    return [Finding(sentence(r, wording), r.evidence) for r in reads]
