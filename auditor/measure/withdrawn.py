"""What several checks on withdrawal have in common: sorting reads and wording them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from auditor.domain.checks import CheckResult, Confidence, Finding, cant_tell, failed, inapplicable, passed
from auditor.domain.facts import Read, Reads
from auditor.domain.recording import Form, Phase
from auditor.domain.wording import Text, listed, say, say_many

VERBS = {
    Form.COOKIE_HEADER: say("was sent in the Cookie header to"),
    Form.SCRIPT_READ: say("was read by a script and its value sent to"),
    Form.STORAGE_READ: say("was read from storage and its value sent to"),
    Form.IDENTIFIER_SENT: say("left the device by its value, to"),
    Form.REWRITTEN: say("was written again by"),
}
BY_VALUE = frozenset({Form.SCRIPT_READ, Form.STORAGE_READ, Form.IDENTIFIER_SENT})  # how the value left is news
PHASES = {
    Phase.SAME_PAGE: say("on the page of the withdrawal"),
    Phase.AFTER_RELOAD: say("after reloading and on inner pages"),
    Phase.NEW_SESSION: say("in a new session"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """How a choice is spoken of, in whole sentences where they hold nothing else.

    `found` and `silent` take the number of items, what they are called, and the verb.
    """

    found: Callable[[int, Text, Text], Text]
    silent: Callable[[int, Text, Text], Text]
    phases: Mapping[Phase, Text]
    early: Text
    no_effect: Text
    nothing: Text


WITHDRAWAL = Wording(
    found=lambda number, noun, verb: say_many(
        "{n} {noun} that needed consent was {verb} after it was withdrawn.",
        "{n} {noun} that needed consent were {verb} after it was withdrawn.",
        number,
        noun=noun,
        verb=verb,
    ),
    silent=lambda number, noun, verb: say_many(
        "{n} item needed consent; no {noun} was {verb} after the withdrawal.",
        "{n} items needed consent; no {noun} was {verb} after the withdrawal.",
        number,
        noun=noun,
        verb=verb,
    ),
    phases=PHASES,
    early=say("Only on the page of the withdrawal itself; a person should watch longer."),
    no_effect=say("The withdrawal showed no effect, so nothing follows from the silence after it."),
    nothing=say("Nothing that needs consent and singles out a visitor was stored after accepting."),
)
REFUSAL = Wording(
    found=lambda number, noun, verb: say_many(
        "{n} {noun} that needed consent was {verb} after the visitor refused.",
        "{n} {noun} that needed consent were {verb} after the visitor refused.",
        number,
        noun=noun,
        verb=verb,
    ),
    silent=lambda number, noun, verb: say_many(
        "{n} item needed consent; no {noun} was {verb} after the refusal.",
        "{n} items needed consent; no {noun} was {verb} after the refusal.",
        number,
        noun=noun,
        verb=verb,
    ),
    phases=PHASES | {Phase.SAME_PAGE: say("on the page of the refusal")},
    early=say("Only on the page of the refusal itself; a person should watch longer."),
    no_effect=say("The refusal showed no effect, so nothing follows from the silence after it."),
    nothing=say("Nothing that needs consent and singles out a visitor was stored before the refusal."),
)


def sentence(read: Read, wording: Wording = WITHDRAWAL) -> Text:
    """One read in plain words."""
    by_value = read.carried and read.form in BY_VALUE
    return say_many(
        "{item} {verb} {host}, {n} time, {phase}",
        "{item} {verb} {host}, {n} times, {phase}",
        read.count,
        item=say("{kind} {name} ({domain})", kind=read.item.kind, name=read.item.name, domain=read.item.domain),
        verb=verb_of(read),
        host=say("{host} ({carried})", host=read.host, carried=read.carried) if by_value else read.host,
        phase=phase_of(read.phase, wording),
    )


def phase_of(phase: Phase, wording: Wording = WITHDRAWAL) -> Text:
    """When, in words."""
    return wording.phases[phase]


def verb_of(read: Read) -> Text:
    """What happened to the item, up to the name of the host; no more than was seen."""
    return VERBS[read.form] if read.left_device else say("was read by a script of")


def judge(
    reads: Reads,
    concerns: Callable[[Read], bool],
    noun: tuple[Text, Text],
    verb: Text,
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
        summary = wording.found(names, noun[0] if names == 1 else noun[1], verb)
        return failed(summary, findings(decisive, wording), confidence=confidence)
    seen = findings(relevant, wording)
    if any(r.since_rewritten for r in relevant):
        return cant_tell(
            say("Only what had been deleted and was set again; the writing is a finding of its own."), seen
        )
    if relevant:
        return cant_tell(wording.early, seen)
    return _silence(reads, noun[0], verb, wording)


def _silence(reads: Reads, noun: Text, verb: Text, wording: Wording) -> CheckResult:
    """What follows from having seen nothing: a pass only where everything was recorded and the choice worked."""
    if reads.gaps:
        return cant_tell(say("The record does not rule it out ({gaps}); run the audit again.", gaps=listed(reads.gaps)))
    if not reads.registered:
        return cant_tell(wording.no_effect)
    if not reads.consented:
        return inapplicable(wording.nothing)
    return passed(wording.silent(len(reads.consented), noun, verb))


def findings(reads: Iterable[Read], wording: Wording = WITHDRAWAL) -> list[Finding]:
    """One finding for each read."""
    return [Finding(sentence(r, wording), r.evidence) for r in reads]
