"""The page about rules and decisions, docs/rules.md: `python -m auditor.reporting.rules_page` prints it."""

import sys
from collections.abc import Iterable

from auditor.domain.limits import COMMON_EXEMPTIONS, Limits
from auditor.domain.profile import Jurisdiction
from auditor.domain.rules import Answer, Rules, Ruling, rules
from auditor.domain.sources import Day, Mark, Source, SourceKind, sources

DECIDING = frozenset({SourceKind.COURT, SourceKind.DECISION})
MARKS = {
    Mark.PRIMARY: "official text read",
    Mark.SECONDARY: "from a secondary source",
    Mark.KNOWLEDGE: "not read again",
}
HEAD = """\
# Rules and decisions

Made from `auditor/domain/data` by `python -m auditor.reporting.rules_page`; a test keeps it current.

A profile says under which rules a result is read: `auditor run --jurisdiction ID`, or later on the same evidence
`auditor reevaluate AUDIT --jurisdiction ID`. A check that a profile does not name fails with its own severity, and a
profile other than `eu` keeps what `eu` says of the checks that it does not name. `review` means that a person judges
what was seen, `off` that it is not asked. A reference that nobody read again is left out.

The tool reports indicators, not legal conclusions."""


def rules_page() -> str:
    """The whole page."""
    profiles = [_profile(rules(jurisdiction)) for jurisdiction in Jurisdiction]
    return "\n\n".join([HEAD, "## Profiles", *profiles, _decisions(), _others()]) + "\n"


def _profile(profile: Rules) -> str:
    reviewer = profile.reviewer or "nobody yet"
    facts = [
        f"- Law: {'in force' if profile.law else 'a proposal, chosen by hand only'}.",
        f"- As of: {Day.of(profile.dated)}. Reviewed by: {reviewer}.",
        f"- Grounds: {_cited(profile.sources)}.",
        *(f"- {line}" for line in _numbers(profile.limits)),
    ]
    rows = [_ruling(check, ruling) for check, ruling in sorted(profile.rulings.items())]
    table = "\n".join(["| check | answer | severity | cited first |", "|---|---|---|---|", *rows])
    return f"### `{profile.id.value}`: {profile.name}\n\n" + "\n".join(facts) + f"\n\n{table}"


def _ruling(check: str, ruling: Ruling) -> str:
    severity = ruling.severity.value if ruling.severity and ruling.answer is not Answer.OFF else "the check's"
    return _row(f"`{check}`", ruling.answer.value, severity, _cited(ruling.sources) or "the check's sources")


def _numbers(limits: Limits) -> Iterable[str]:
    yield f"Needs no consent: {', '.join(sorted(limits.exempt))}."
    dropped = sorted(COMMON_EXEMPTIONS - limits.exempt)
    if dropped:
        yield f"Not exempt, unlike elsewhere: {', '.join(dropped)}."
    yield _audience(limits)
    kept = "no time is named" if limits.choice_months is None else f"{limits.choice_months:g} months"
    yield f"How long a choice is to be kept: {kept}."
    yield f"A lifetime is mentioned as long from {limits.lifetime_days:g} days on."
    yield f"Actions that withdrawing may take beyond accepting: {limits.extra_actions}."
    yield f"Closing the banner stands for refusing: {_yes(limits.closing_refuses)}."
    yield f"A signal of the browser is worth a visit: {_yes(limits.signals)}."


def _audience(limits: Limits) -> str:
    if not limits.audience:
        return "Own audience measurement: needs consent."
    days = "" if limits.audience_days is None else f", for at most {limits.audience_days:g} days"
    return f"Own audience measurement: may be exempt under conditions{days}; a person judges it."


def _decisions() -> str:
    found = [s for s in sources().values() if s.kind in DECIDING]
    rows = [
        _row(
            _named(s), _day(s), _amount(s), s.about or "", s.status or "", s.meaning or "", s.limit or "", MARKS[s.mark]
        )
        for s in found
    ]
    head = [
        "| decision | date | EUR | about | status | for a check | limit | read |",
        "|---|---|---|---|---|---|---|---|",
    ]
    return "## Decisions\n\n" + "\n".join([*head, *rows])


def _others() -> str:
    found = [s for s in sources().values() if s.kind not in DECIDING]
    rows = [_row(_named(s), s.place, s.about or "", s.limit or "", MARKS[s.mark]) for s in found]
    return "## Laws, guidelines and standards\n\n" + "\n".join(
        ["| source | place | about | limit | read |", "|---|---|---|---|---|", *rows]
    )


def _named(source: Source) -> str:
    """The name, and the reference where somebody read it."""
    read = source.reference if source.reference_mark is not Mark.KNOWLEDGE else None
    return f"{source.name}, {read}" if read else source.name


def _cited(found: Iterable[Source]) -> str:
    return "; ".join(_named(s) for s in found)


def _day(source: Source) -> str:
    return f"{Day.of(source.dated)}" if source.dated else ""


def _amount(source: Source) -> str:
    return "" if source.amount_eur is None else f"{source.amount_eur:,}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.stdout.write(rules_page())
