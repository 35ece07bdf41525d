"""What single signals say of the choice, in a meaning and in words without values."""

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.domain.signals import Channel, Meaning
from auditor.domain.wording import Text, joined, listed, say
from auditor.measure.signals.google import decode_mode, meaning_of
from auditor.measure.signals.gpp import decode_gpp
from auditor.measure.signals.scope import ANSWER
from auditor.measure.signals.tcf import TcString, decode_tc
from auditor.measure.signals.unreadable import SignalUnreadable

SHOWN = 4  # names of parts in a sentence; our choice


@dataclass(frozen=True, slots=True)
class Told:
    """What one signal says; `compared` when it was read against what accepting and refusing left."""

    channel: Channel
    meaning: Meaning
    detail: str
    interest: tuple[int, ...] = ()
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """Collects the names of signals that could not be decoded, each once, with the reason."""

    names: dict[str, None]

    def note(self, name: str, error: SignalUnreadable) -> None:
        """Keep one."""
        self.names[say("{name}: {problem}", name=name[:60], problem=error.args[0])] = None


def in_words(channel: Channel, parts: Mapping[str, bool]) -> Told:
    """What the parts of a record come to."""
    on = [p[:40] or say("the choice") for p, said in parts.items() if said]
    off = [p[:40] or say("the choice") for p, said in parts.items() if not said]
    words = [say("yes to {parts}", parts=listed(on, SHOWN))] if on else []
    words += [say("no to {parts}", parts=listed(off, SHOWN))] if off else []
    return Told(channel, meaning_of(dict(parts)), joined(words))


def answer(interface: str, value: str, unread: Unread) -> Told | None:
    """What the page's own interface answered."""
    if interface == "tcf":
        return tc(value, "__tcfapi", unread)
    if interface == "gpp":
        return gpp(value, "__gpp", unread)
    if interface == ANSWER:
        return None
    try:
        return in_words(Channel.GOOGLE, decode_mode(value))
    except SignalUnreadable as error:
        unread.note(interface, error)
        return None


def tc(text: str, name: str, unread: Unread) -> Told | None:
    """What a TC string says, or None where it is none."""
    try:
        told = decode_tc(text)
        return Told(Channel.TCF, *tc_meaning(told), interest=tuple(sorted(told.purpose_legitimate_interests)))
    except SignalUnreadable as error:
        unread.note(name, error)
        return None


def tc_meaning(told: TcString) -> tuple[Meaning, Text]:
    """Consents decide; bits of legitimate interest are named beside them, for they are no consent."""
    meaning = Meaning.GRANTED if told.purpose_consents else Meaning.REFUSED
    if not told.purpose_consents and (told.vendor_consents or told.special_feature_opt_ins):
        meaning = Meaning.PARTIAL
    purposes = joined(map(str, sorted(told.purpose_consents))) or say("none")
    detail = say(
        "consent to purposes {purposes}; {vendors} vendors", purposes=purposes, vendors=len(told.vendor_consents)
    )
    interests = len(told.purpose_legitimate_interests)
    if interests:
        detail = say("{detail}; legitimate interest for {interests} purposes", detail=detail, interests=interests)
    return meaning, detail


def gpp(text: str, name: str, unread: Unread) -> Told | None:
    """What the European section of a GPP string says; of other sections only their numbers and opt-outs are told."""
    try:
        told = decode_gpp(text)
    except SignalUnreadable as error:
        unread.note(name, error)
        return None
    if told.tc is not None:
        meaning, detail = tc_meaning(told.tc)
        interest = tuple(sorted(told.tc.purpose_legitimate_interests))
        return Told(Channel.GPP, meaning, say("section 2: {detail}", detail=detail), interest=interest)
    detail = say("sections {sections}", sections=joined(map(str, told.sections)) or say("none"))
    opted_out = [n for n, v in told.opt_outs.items() if n.endswith("OptOut") and v == 1]
    if opted_out:
        detail = say("{detail}; opted out: {choices}", detail=detail, choices=joined(opted_out))
    return Told(Channel.GPP, Meaning.UNKNOWN, say("{detail}; none of them is European", detail=detail))
