"""Whether a drawn banner was understood."""

from dataclasses import dataclass

from auditor.domain.controls import AGREEING, REFUSING, Layer, Role
from tests.generator.draw import Draw

VAGUE = frozenset({Role.UNKNOWN, Role.OTHER})


@dataclass(frozen=True, slots=True)
class Judgement:
    """`missed` is what was not understood, `wrong` what was stated with confidence and is not so."""

    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def judge(drawn: Draw, layer: Layer | None) -> Judgement:
    """Compare what was read with what was drawn."""
    words = drawn.words
    if words is None:
        found = layer is not None and (layer.accept or layer.reject)
        return Judgement((), ("a banner where there is none",) if found else ())
    if layer is None:
        return Judgement(("banner",), ())
    truth = [(words.accept, AGREEING), (words.reject, REFUSING), (words.settings, {Role.SETTINGS})]
    read = {" ".join((c.label or c.accessible_name).split()): c.role for c in layer.controls}
    missed, wrong = [], []
    for label, roles in truth:
        if label is None:
            continue
        role = read.get(" ".join(label.split()))
        if role is None or role in VAGUE:
            missed.append(f"{label!r} read as {role}")
        elif role not in roles:
            wrong.append(f"{label!r} read as {role}")
    told = {" ".join(label.split()) for label, _ in truth if label}
    wrong += [
        f"{name!r} taken for {role}"
        for name, role in read.items()
        if role in AGREEING | REFUSING and name not in told and name not in {words.close, words.policy}
    ]
    if drawn.cross and layer.first(Role.CLOSE) is None:
        missed.append("the cross")
    return Judgement(tuple(missed), tuple(wrong))
