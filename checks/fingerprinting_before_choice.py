"""A script reads what tells the visitor's device apart before any choice, and then sends something.

## What it looks for

Scripts that, in a visit without a choice, read the device through several interfaces of high entropy: the pixels of a
canvas, the graphics card, audio, the fonts that are there, the detailed hints of the user agent, media devices, the
battery, gamepads or MIDI devices; and what left afterwards.

## Why it matters

Article 5(3) of the ePrivacy Directive covers reading from the device whatever the technique. EDPB Guidelines 2/2023
say so of instructions that read characteristics actively, the Article 29 Working Party said so of fingerprints.

## Applies when

Always.

## Fails when

One script, or the scripts of one company, read at least three of these interfaces (our choice), and a request or
message followed that they are behind and that can carry something, or that carries a value that was read, plain,
encoded or hashed. The confidence is confirmed when such a value was seen to leave, else likely.

## Cannot tell when

The script belongs to a well-known service against fraud or bots, or every reading happened on a page for signing in or
paying, told from the words of its address. Nothing was seen to leave after the readings. The record has gaps.

## Known limits

A fingerprint that was computed from several values cannot be recomputed. Fonts that are tried out by other means than
the width of an element, a canvas or the browser's own list are not seen. Screen and sensors are recorded and do not
count, because ordinary pages read them. Each script of the site stands for itself.

## Example

Passes: `vanilla-honest`. Fails: `reads-the-device`.

## References

ePrivacy Directive, Article 5(3); EDPB Guidelines 2/2023; WP224.
"""

from collections.abc import Iterable

from auditor.domain.checks import Check, CheckResult, Confidence, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.early import DEVICES, DeviceUse
from auditor.domain.evidence import Evidence, need
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, joined, listed, say, say_many


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a script read the device and sent something."""
    found = evidence.get(Journey.NO_ACTION, DEVICES)
    bad = [u for u in found.uses if u.receiver and not u.excuse]
    if bad:
        certain = any(u.carried for u in bad)
        summary = say_many(
            "{n} company or script read the device in detail before any choice, and something was sent.",
            "{n} companies or scripts read the device in detail before any choice, and something was sent.",
            len(bad),
        )
        return failed(summary, _findings(bad), confidence=Confidence.CONFIRMED if certain else Confidence.LIKELY)
    if found.uses:
        return cant_tell(say("A person should judge what the device is read for."), _findings(found.uses))
    if found.gaps:
        return cant_tell(say("The record does not rule it out ({gaps}); run the audit again.", gaps=listed(found.gaps)))
    return passed(say("No script was seen to read the device in detail before a choice."))


def _findings(uses: Iterable[DeviceUse]) -> list[Finding]:
    return [Finding(_told(u), u.evidence) for u in uses]


def _told(use: DeviceUse) -> Text:
    read = joined((*use.counted, *use.others))
    if use.excuse:
        return say(
            "{script} ({company}) read {read}; it may have a reason: {excuse}",
            script=use.script,
            company=use.company,
            read=read,
            excuse=use.excuse,
        )
    if use.receiver is None:
        return say(
            "{script} ({company}) read {read}; nothing was seen to leave afterwards",
            script=use.script,
            company=use.company,
            read=read,
        )
    if use.carried is None:
        return say(
            "{script} ({company}) read {read}, and {host} received something afterwards",
            script=use.script,
            company=use.company,
            read=read,
            host=use.receiver,
        )
    return say(
        "{script} ({company}) read {read}, and {host} received what was read ({carried})",
        script=use.script,
        company=use.company,
        read=read,
        host=use.receiver,
        carried=use.carried,
    )


CHECK = Check(
    id="fingerprinting-before-choice",
    version=1,
    title="No script reads what tells the visitor's device apart before a choice.",
    failure_title="A script reads what tells the visitor's device apart before any choice.",
    severity=Severity.SERIOUS,
    requires=(need(Journey.NO_ACTION, DEVICES),),
    sources=cited("eprivacy", "edpb-access", "wp224"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
