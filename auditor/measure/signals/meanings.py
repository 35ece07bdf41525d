"""What single signals say of the choice, in a meaning and in words without values."""

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.domain.signals import Channel, Meaning
from auditor.measure.signals.google import decode_mode, meaning_of
from auditor.measure.signals.gpp import decode_gpp
from auditor.measure.signals.tcf import TcString, decode_tc
from auditor.measure.signals.unreadable import SignalUnreadable

SHOWN = 4  # names of parts in a sentence; our choice


@dataclass(frozen=True, slots=True)
class Told:
    """What one signal says."""

    channel: Channel
    meaning: Meaning
    detail: str
    interest: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """Collects the names of signals that could not be decoded, each once, with the reason."""

    names: dict[str, None]

    def note(self, name: str, error: SignalUnreadable) -> None:
        """Keep one."""
        self.names[f"{name[:60]}: {error}"] = None


def in_words(channel: Channel, parts: Mapping[str, bool]) -> Told:
    """What the parts of a record come to."""
    on = [p or "the choice" for p, said in parts.items() if said]
    off = [p or "the choice" for p, said in parts.items() if not said]
    words = [f"yes to {_some(on)}"] if on else []
    words += [f"no to {_some(off)}"] if off else []
    return Told(channel, meaning_of(dict(parts)), ", ".join(words))


def _some(names: list[str]) -> str:
    shown = ", ".join(n[:40] for n in names[:SHOWN])
    return shown + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def answer(interface: str, value: str, unread: Unread) -> Told | None:
    """What the page's own interface answered."""
    if interface == "tcf":
        return tc(value, "__tcfapi", unread)
    if interface == "gpp":
        return gpp(value, "__gpp", unread)
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


def tc_meaning(told: TcString) -> tuple[Meaning, str]:
    """Consents decide; bits of legitimate interest are named beside them, for they are no consent."""
    meaning = Meaning.GRANTED if told.purpose_consents else Meaning.REFUSED
    if not told.purpose_consents and (told.vendor_consents or told.special_feature_opt_ins):
        meaning = Meaning.PARTIAL
    purposes = ", ".join(map(str, sorted(told.purpose_consents))) or "none"
    detail = f"consent to purposes {purposes}; {len(told.vendor_consents)} vendors"
    if told.purpose_legitimate_interests:
        detail += f"; legitimate interest for {len(told.purpose_legitimate_interests)} purposes"
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
        return Told(Channel.GPP, meaning, f"section 2: {detail}", interest=interest)
    sections = ", ".join(map(str, told.sections)) or "none"
    opted_out = [n for n, v in told.opt_outs.items() if n.endswith("OptOut") and v == 1]
    detail = f"sections {sections}" + (f"; opted out: {', '.join(opted_out)}" if opted_out else "")
    return Told(Channel.GPP, Meaning.UNKNOWN, f"{detail}; none of them is European")
