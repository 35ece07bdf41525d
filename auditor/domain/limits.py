"""What a jurisdiction's rules give as numbers and exemptions; `None` where they give none."""

from dataclasses import dataclass

# Classes of items that need no consent everywhere in the EU: CATALOGUE 6, from WP194 and CNIL 2020-091.
COMMON_EXEMPTIONS = frozenset(
    {
        "consent-record",
        "session",
        "security",
        "load-balancing",
        "preference",
        "basket",
        "media-session",
        "bot-protection",
    }
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The part of a jurisdiction's rules that checks and the classification of items read.

    `exempt` are the classes of items that need no consent. `audience` when own audience measurement may be exempt
    under conditions, and `audience_days` the lifetime that such a cookie may have at most. `choice_months` is how long
    a choice is to be kept, `lifetime_days` from when on a lifetime is mentioned as long. `extra_actions` is how many
    actions withdrawing may take beyond accepting. `signals` when a browser's signal is worth a visit of its own.
    `closing_refuses` when a control that closes the banner stands for a refusal.
    """

    exempt: frozenset[str] = COMMON_EXEMPTIONS
    audience: bool = False
    audience_days: float | None = None
    choice_months: float | None = None
    lifetime_days: float = 395.0
    extra_actions: int = 1
    signals: bool = False
    closing_refuses: bool = False
