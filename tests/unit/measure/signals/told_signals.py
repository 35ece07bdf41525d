"""Single signals as they are told of a withdrawal."""

from dataclasses import replace

from auditor.domain.journeys import StepName
from auditor.domain.recording import ItemKind, Party
from auditor.domain.signals import Channel, Meaning, Signal
from tests.evidence.builders import NOW, SITE

PARTNER = "ads.partner.example"


def stored(step: StepName = StepName.RELOAD, meaning: Meaning = Meaning.GRANTED, **fields: object) -> Signal:
    """A TC string in a cookie of the site."""
    whole = Signal(
        channel=Channel.TCF,
        name="euconsent-v2",
        host=SITE,
        party=Party.FIRST,
        sent=False,
        step=step,
        at=NOW,
        meaning=meaning,
        detail="what it says",
        platform=None,
        evidence=f"withdraw/snapshots#{step}",
        kind=ItemKind.COOKIE,
    )
    return replace(whole, **fields)


def sent(step: StepName = StepName.RELOAD, meaning: Meaning = Meaning.GRANTED, **fields: object) -> Signal:
    """The same in a request to a partner."""
    whole = stored(step, meaning, name="gdpr_consent", host=PARTNER, party=Party.THIRD, sent=True, kind=None)
    return replace(whole, evidence="withdraw/traffic#41", **fields)
