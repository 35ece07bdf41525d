"""Words on controls: what a label means, in which language, and whether it says so plainly.

Rules are data, one TOML file a language. A label is tried in its own language first, then in English, then in the
others; a word that no rule knows stays `unknown`, because a guess could turn a refusal into a consent.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from auditor.domain.controls import AGREEING, REFUSING, Role

LEXICON_VERSION = "2026.11"

# Refusals, negations and "only necessary" come before agreement, so that "do not accept" is never an acceptance.
ORDER: tuple[tuple[str, Role, bool | None], ...] = (
    ("pay", Role.PAY, None),
    ("reject_unclear", Role.REJECT, False),
    ("necessary", Role.NECESSARY, True),
    ("reject", Role.REJECT, True),
    ("save", Role.SAVE, None),
    ("close", Role.CLOSE, None),
    ("withdraw", Role.WITHDRAW, None),
    ("policy", Role.POLICY, None),
    ("accept", Role.ACCEPT, True),
    ("settings", Role.SETTINGS, None),
    ("acknowledge", Role.ACKNOWLEDGE, False),
    ("other", Role.OTHER, None),
)

CLOSING_GLYPHS = frozenset("x×✕✖✗✘╳⨯❌")
MAX_LABEL = 80  # characters; our choice: longer texts are sentences, not labels
LEAST_TEXT, SHORT_TEXT = 8, 120  # characters: two short words tell nothing, a sentence or two little; our choice
LEAST_WORDS = 3  # known words that bear out a claim; our choice


@dataclass(frozen=True, slots=True)
class Label:
    """The meaning of a label; `rule` names language and rule, `clear` is None where plainness does not matter."""

    role: Role
    clear: bool | None
    rule: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules of one language."""

    language: str
    rules: dict[str, tuple[re.Pattern[str], ...]]

    def matches(self, rule: str, text: str) -> bool:
        """Whether any pattern of the rule is found in the folded text."""
        return any(p.search(text) for p in self.rules.get(rule, ()))

    def hits(self, rule: str, text: str) -> int:
        """How many patterns of the rule are found."""
        return sum(1 for p in self.rules.get(rule, ()) if p.search(text))


@lru_cache(maxsize=1)
def lexicons() -> dict[str, Lexicon]:
    """All languages, read once from the package's data."""
    found = {}
    for entry in sorted(files("auditor.measure").joinpath("data/lexicon").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            raw = tomllib.loads(entry.read_text(encoding="utf-8"))
            language = raw.pop("language")
            rules = {name: tuple(re.compile(p) for p in patterns) for name, patterns in raw.items()}
            found[language] = Lexicon(language, rules)
    return found


def folded(text: str) -> str:
    """Lower case, one space between words, plain apostrophes, no decoration at the edges."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = text.replace("’", "'").replace("`", "'").replace("\u00ad", "")
    return re.sub(r"\s+", " ", text).strip(' \t.,;:!?…»«›‹>→"*•|-–—')


def order_of_languages(language: str | None) -> tuple[Lexicon, ...]:
    """The language itself, then English, then the others."""
    known = lexicons()
    first = [known[tag] for tag in dict.fromkeys((_base(language), "en")) if tag in known]
    return (*first, *(lexicon for lexicon in known.values() if lexicon not in first))


def label_of(text: str, language: str | None = None) -> Label:
    """What a control with these words does."""
    words = folded(text)
    if words and set(words) <= CLOSING_GLYPHS | {" "}:
        return Label(Role.CLOSE, None, "glyph")
    if not words or len(words) > MAX_LABEL:
        return Label(Role.UNKNOWN, None, "no-label")
    languages = order_of_languages(language)
    found = next((label for lexicon in languages if (label := _in_language(words, lexicon))), None)
    spoken = _base(language)
    if found and found.role in AGREEING and spoken not in {None, *lexicons()} and not found.rule.startswith("en:"):
        # We have no rules for this language: what looks like agreement in a neighbour's tongue may refuse in this one.
        return Label(Role.UNKNOWN, None, "language-not-known")
    if found and found.role in AGREEING:
        # The language may be told wrongly: what refuses in any language is never taken for agreement.
        refusals = (_refusal(words, lexicon) for lexicon in languages)
        return next((label for label in refusals if label), found)
    return found or Label(Role.UNKNOWN, None, "no-rule")


def _in_language(words: str, lexicon: Lexicon) -> Label | None:
    for rule, role, clear in ORDER:
        if not lexicon.matches(rule, words):
            continue
        everything = lexicon.matches("all", words)
        if role in AGREEING and lexicon.matches("negation", words):
            return _negated(words, lexicon)
        if role in AGREEING and lexicon.matches("locked", words) and not everything:
            return Label(Role.NECESSARY, True, f"{lexicon.language}:locked")
        if rule == "accept" and lexicon.matches("settings", words) and not everything:
            return Label(Role.SETTINGS, None, f"{lexicon.language}:settings")
        return Label(role, clear, f"{lexicon.language}:{rule}")
    return None


def _refusal(words: str, lexicon: Lexicon) -> Label | None:
    for rule, role, clear in ORDER:
        if role in REFUSING and lexicon.matches(rule, words):
            return Label(role, clear, f"{lexicon.language}:{rule}")
    return None


def _negated(words: str, lexicon: Lexicon) -> Label:
    """Agreement with a "not" in it refuses, unless the label says two things, such as "accept and do not ask again"."""
    if lexicon.matches("joins", words):
        return Label(Role.UNKNOWN, None, f"{lexicon.language}:negation")
    return Label(Role.REJECT, True, f"{lexicon.language}:negation")


def consent_words(text: str, language: str | None = None) -> float:
    """How strongly a text speaks of consent: 2 for each strong word (at most 4), 1 for each weak one (at most 3)."""
    words = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold())
    best = 0.0
    for lexicon in order_of_languages(language):
        strong = min(4, 2 * lexicon.hits("text_strong", words))
        weak = min(3, lexicon.hits("text_weak", words))
        best = max(best, float(strong + weak))
    return best


def reopening(text: str, language: str | None = None) -> float:
    """How likely a label leads back to one's choice: 0.5 strong, 0.35 one bare word, 0 otherwise (our choice)."""
    words = folded(text)
    if not words or len(words) > MAX_LABEL:
        return 0.0
    for lexicon in order_of_languages(language):
        if lexicon.matches("reopen_strong", words) or lexicon.matches("withdraw", words):
            return 0.5
        if lexicon.matches("reopen_weak", words):
            return 0.35
    return 0.0


def says(rule: str, text: str, language: str | None = None) -> bool:
    """Whether a text matches a rule such as `off`, `all`, `locked` or `avoid` in any language."""
    words = folded(text)
    return bool(words) and any(lexicon.matches(rule, words) for lexicon in order_of_languages(language))


def language_of(text: str, hint: str | None = None) -> str | None:
    """The language of a banner's text; the page's own claim decides where the text is too short to tell."""
    text, claimed = re.sub(r"\s+", " ", text).strip(), _base(hint)
    if len(text) < LEAST_TEXT or _bears_out(text, claimed):
        return claimed
    return _classified(text, claimed)


def _bears_out(text: str, claimed: str | None) -> bool:
    """Whether the words we know bear out the page's claim: at least three, and more than in any other language."""
    words = unicodedata.normalize("NFKC", text).casefold()
    known = {tag: sum(lexicon.hits(rule, words) for rule in lexicon.rules) for tag, lexicon in lexicons().items()}
    own = known.pop(claimed or "", 0)
    return own >= LEAST_WORDS and own > max(known.values())


def _classified(text: str, claimed: str | None) -> str | None:
    """What py3langid says: right on 42 of 42 banner texts when it was chosen; on short ones the claim still counts."""
    # Its model takes 74 MB once it is loaded, which most audits can do without.
    import py3langid  # noqa: PLC0415

    ranked = [str(tag) for tag, _ in py3langid.rank(text)]
    return claimed if claimed in ranked[:6] and len(text) < SHORT_TEXT else ranked[0]


def _base(tag: str | None) -> str | None:
    """The primary part of a BCP 47 tag."""
    base = re.split(r"[-_]", (tag or "").strip().lower())[0]
    return base if re.fullmatch(r"[a-z]{2,3}", base) else None
