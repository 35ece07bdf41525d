"""Consent signals, respawns and device readings, as the checks on withdrawal and refusal are handed them."""

from dataclasses import replace

from auditor.domain.choices import Mechanism, Placement
from auditor.domain.facts import DeviceReading, ItemKey, Respawn
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import ItemKind, Party, Phase
from auditor.domain.signals import Channel, Meaning, Signal, Signals
from tests.evidence.builders import SITE, moment

PARTNER = "ads.example.org"
INNER = f"https://{SITE}/inner"


def signal(
    step: StepName, meaning: Meaning = Meaning.GRANTED, journey: Journey = Journey.WITHDRAW, **fields: object
) -> Signal:
    """The site's TC string in a cookie at the end of a step, five seconds into it."""
    whole = Signal(
        channel=Channel.TCF,
        name="euconsent-v2",
        host=SITE,
        party=Party.FIRST,
        sent=False,
        step=step,
        at=moment(journey, StepName.LOAD, 90) if step is StepName.NEW_SESSION else moment(journey, step, 5),
        meaning=meaning,
        detail="consent to purposes none; 0 vendors"
        if meaning is Meaning.REFUSED
        else "consent to purposes 1; 1 vendor",
        platform=None,
        evidence=f"{journey}/snapshots#{step}",
        kind=ItemKind.COOKIE,
    )
    return replace(whole, **fields)


def sent(step: StepName, meaning: Meaning = Meaning.GRANTED, **fields: object) -> Signal:
    """The same as a parameter of a request to a partner."""
    whole = signal(step, meaning, evidence="withdraw/traffic#41")
    to_partner = replace(whole, name="gdpr_consent", host=PARTNER, party=Party.THIRD, sent=True, kind=None)
    return replace(to_partner, **fields)


def signals(*found: Signal, unreadable: tuple[str, ...] = (), gaps: tuple[str, ...] = ()) -> Signals:
    """The signals of one journey, in order of time."""
    return Signals(tuple(sorted(found, key=lambda s: s.at)), unreadable, gaps)


def respawn(back_as: str = "_ga", **fields: object) -> Respawn:
    """The visitor's cookie, deleted and back two seconds later, under its own name unless another is given."""
    key = ItemKey(ItemKind.COOKIE, "_ga", "shop.example")
    source = f"https://{SITE}/app.js"
    whole = Respawn(key, replace(key, name=back_as), 10.0, 12.0, source, "withdraw/script-accesses#9")
    return replace(whole, **fields)


def device(phase: Phase = Phase.AFTER_RELOAD) -> DeviceReading:
    """A script that read canvas, audio and fonts and then sent something."""
    evidence = ("withdraw/script-accesses#3",)
    return DeviceReading(
        "https://fp.example.org/fp.js", "fp.example.org", ("audio", "canvas", "fonts"), phase, evidence
    )


def placement(page: str, mechanism: Mechanism = Mechanism.FOOTER_LINK, label: str = "Cookie settings") -> Placement:
    """A control that speaks of the choice, in the footer of a page."""
    return Placement(page, label, mechanism)
