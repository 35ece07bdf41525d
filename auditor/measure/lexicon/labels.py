"""What a button does, by its words.

A label is read in its own language first. The words that the lists know give a set of concepts ("accept", "not",
"only", "necessary" …); the first decision whose concepts are all there tells the role. Refusals, negations and
"without" are decided before agreement, and what no decision fits stays `unknown`: a guess could turn a refusal into a
consent.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from auditor.domain.controls import AGREEING, REFUSING, Role
from auditor.measure.lexicon.languages import button_index, known_language, lexicons
from auditor.measure.lexicon.phrases import Hit, folded

CLOSING_GLYPHS = frozenset("x×✕✖✗✘╳⨯❌🗙⛌")
MAX_LABEL = 80  # characters; our choice: longer texts are sentences, not labels
MAX_READ = 2000  # characters of a text that are looked at at all; our choice
LEAST_COVERAGE = 0.5  # of the letters, below which a language that nobody named does not decide; our choice
# Concepts that stand beside others and lose nothing when a longer phrase surrounds them.
LASTING = frozenset({"all", "consent", "filler", "joins", "or", "selected"})
BARE = frozenset({"necessary", "only", "consent", "all", "filler", "accept", "save", "joins", "acknowledge"})
# With one of these a word for consent is a noun and not an act.
AROUND_A_NOUN = frozenset({"reject", "change", "manage", "settings", "withdraw", "policy"})
_LATIN, _OTHER_SCRIPT = re.compile(r"[a-z]"), re.compile(r"[\u0370-\u03ff\u0400-\u052f]")


@dataclass(frozen=True, slots=True)
class Label:
    """The meaning of a label; `rule` names language and decision, `clear` is None where plainness does not matter."""

    role: Role
    clear: bool | None
    rule: str


@dataclass(frozen=True, slots=True)
class Decision:
    """If all concepts of `needs` are there and none of `lacks`, this is what the control does."""

    name: str
    role: Role
    clear: bool | None
    needs: frozenset[str]
    lacks: frozenset[str] = frozenset()


def _decide(name: str, role: Role, clear: bool | None, needs: str, lacks: str = "") -> Decision:
    return Decision(name, role, clear, frozenset(needs.split()), frozenset(lacks.split()))


# In this order. The concepts are those of the word lists and the ones that `_concepts` adds: `bare-necessary`,
# `nothing-else`, `not-reject`, `accept-first`, `accept-or-not`, `accept-leads`,
# `accept-then-not`.
DECISIONS = (
    _decide("other", Role.OTHER, None, "other", "reject all consent negation"),
    _decide("pay", Role.PAY, None, "pay"),
    _decide("shaming", Role.REJECT, False, "shaming"),
    _decide("either-way", Role.UNKNOWN, None, "accept reject or"),
    _decide("not-reject", Role.UNKNOWN, None, "not-reject"),
    _decide("reject-unclear", Role.REJECT, False, "reject optional"),
    _decide("necessary", Role.NECESSARY, True, "necessary only", "except policy"),
    _decide("necessary", Role.NECESSARY, True, "bare-necessary"),
    _decide("reject", Role.REJECT, True, "reject accept negation"),
    _decide("both", Role.UNKNOWN, None, "reject accept"),
    _decide("reject", Role.REJECT, True, "reject"),
    _decide("necessary", Role.NECESSARY, True, "necessary accept", "purpose policy manage except optional"),
    _decide("necessary", Role.NECESSARY, True, "necessary acknowledge", "purpose policy manage except accept"),
    _decide("either-way", Role.UNKNOWN, None, "accept-or-not"),
    _decide("accept-then-not", Role.UNKNOWN, None, "accept-then-not"),
    _decide("accept-some", Role.UNKNOWN, None, "accept-first negation purpose"),
    _decide("accept-except", Role.UNKNOWN, None, "accept except"),
    _decide("negation-unclear", Role.REJECT, False, "negation accept optional"),
    _decide("negation", Role.REJECT, True, "negation accept"),
    _decide("withdraw", Role.WITHDRAW, None, "withdraw"),
    _decide("negation", Role.REJECT, True, "negation consent", "settings manage change policy save"),
    _decide("negation", Role.REJECT, False, "negation acknowledge", "settings manage policy"),
    _decide("withdraw", Role.WITHDRAW, None, "change consent", "save accept"),
    _decide("save", Role.SAVE, None, "accept selected"),
    _decide("accept-some", Role.UNKNOWN, None, "accept only"),
    _decide("accept", Role.ACCEPT, True, "save accept all", "settings"),
    _decide("not-saving", Role.UNKNOWN, None, "negation save"),
    _decide("save", Role.SAVE, None, "save", "policy"),
    _decide("accept", Role.ACCEPT, True, "accept policy accept-leads", "settings manage"),
    _decide("close", Role.CLOSE, None, "close policy", "accept"),
    _decide("settings", Role.SETTINGS, None, "policy manage joins"),
    _decide("policy", Role.POLICY, None, "policy"),
    _decide("choose-all", Role.UNKNOWN, None, "manage all", "settings consent accept"),
    _decide("settings", Role.SETTINGS, None, "manage", "close"),
    _decide("settings", Role.SETTINGS, None, "accept settings", "all"),
    _decide("accept", Role.ACCEPT, True, "accept"),
    _decide("close", Role.CLOSE, None, "close"),
    _decide("settings", Role.SETTINGS, None, "settings"),
    _decide("settings", Role.SETTINGS, None, "change"),
    _decide("save", Role.SAVE, None, "selected"),
    _decide("accept", Role.ACCEPT, True, "all consent nothing-else", "except reject optional negation other withdraw"),
    _decide("acknowledge", Role.ACKNOWLEDGE, False, "acknowledge", "except"),
    _decide("close", Role.CLOSE, None, "later"),
    _decide("other", Role.OTHER, None, "other"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A label as one language reads it: `open_words` are those that it does not know."""

    language: str
    concepts: frozenset[str]
    label: Label
    coverage: float
    open_words: tuple[str, ...]


def label_of(text: str, language: str | None = None) -> Label:
    """What a control with these words does; without a language every list is tried.

    The role is `unknown`, with the reason as `rule`, for no words, for sentences, for a language without lists, and
    for words that hide something: control characters, or letters of two scripts in one word.
    """
    return _label_of(text[:MAX_READ], language)


@lru_cache(maxsize=4096)
def _label_of(text: str, language: str | None) -> Label:
    if any((unicodedata.category(c) == "Cc" and not c.isspace()) or c in "\u202a\u202b\u202d\u202e" for c in text):
        return Label(Role.UNKNOWN, None, "control-characters")
    words = folded(text)
    if words and set(words) <= CLOSING_GLYPHS | {" "}:
        return Label(Role.CLOSE, None, "glyph")
    if not any(c.isalnum() for c in words) or len(words) > MAX_LABEL:
        return Label(Role.UNKNOWN, None, "no-label")
    if any(_LATIN.search(word) and _OTHER_SCRIPT.search(word) for word in re.findall(r"\w+", words)):
        return Label(Role.UNKNOWN, None, "mixed-scripts")
    own = known_language(language)
    if language and own is None:
        return Label(Role.UNKNOWN, None, "language-not-known")
    return _in_languages(words, own)


def _in_languages(words: str, own: str | None) -> Label:
    readings = {r.language: r for r in _readings(words)}
    told = readings.get(own or "")
    if told is None or (told.label.role is Role.UNKNOWN and told.label.rule.endswith(":no-rule")):
        if _at_odds(readings.values()):
            return Label(Role.UNKNOWN, None, "yes-in-one-language-and-no-in-another")
        told = _best(readings.values())
    if told is None:
        return Label(Role.UNKNOWN, None, "no-rule")
    return _doubted(told, readings.values()) if told.label.role in AGREEING else told.label


def _best(readings: Iterable[Reading]) -> Reading | None:
    """The reading that knows most of the words; English, then a refusal, first among equals."""
    decided = [r for r in readings if not r.label.rule.endswith(":no-rule") and r.coverage >= LEAST_COVERAGE]
    return max(
        decided, key=lambda r: (r.coverage, r.language == "en", r.label.role in REFUSING, r.language), default=None
    )


def _at_odds(readings: Iterable[Reading]) -> bool:
    """Whether one language that knows every word says yes and another says no, as "jo" does; English decides."""
    whole = [r for r in readings if not r.open_words and r.label.role in AGREEING | REFUSING]
    if any(r.language == "en" for r in whole):
        return False
    return any(r.label.role in AGREEING for r in whole) and any(r.label.role in REFUSING for r in whole)


def _doubted(told: Reading, readings: Iterable[Reading]) -> Label:
    """The language may be told wrongly: what refuses in any language is never taken for agreement."""
    for other in readings:
        if other.label.role in REFUSING and other.coverage > told.coverage:
            return other.label
    if told.label.role is Role.ACKNOWLEDGE and told.open_words and "consent" in told.concepts:
        return Label(Role.UNKNOWN, None, f"{told.language}:not-all-words-known")  # going on, but how?
    if any(_foreign(word, told.language) for word in told.open_words):
        return Label(Role.UNKNOWN, None, "mixed-scripts")
    if set(told.open_words) & _saying_no():
        return Label(Role.UNKNOWN, None, f"{told.language}:not-all-words-known")
    return told.label


@lru_cache(maxsize=1)
def _saying_no() -> frozenset[str]:
    """Single words that say no, not, without or only in any language."""
    found = set()
    for lexicon in lexicons().values():
        for entry in lexicon.button:
            if entry.concept in {"negation", "reject", "only", "except"}:
                source = folded(entry.source).strip("^$")
                found |= {w for w in source.split("|") if w.isalpha()} if " " not in source else set()
    return frozenset(found)


def _foreign(word: str, language: str) -> bool:
    """Whether a word stands in another script than English or the language itself."""
    own = {_script(e.source) for e in lexicons()[language].button}
    return _script(word) not in own | {"LATIN"}


def _script(text: str) -> str:
    return next((unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()), "LATIN")


def _readings(words: str) -> Iterable[Reading]:
    hits: dict[str, list[Hit]] = {}
    for hit in button_index().find(words):
        hits.setdefault(hit.phrase.language, []).append(hit)
    for language, found in hits.items():
        yield _reading(words, language, _lasting(found))


def _lasting(hits: list[Hit]) -> list[Hit]:
    """Without the words that a longer phrase gives another meaning, as "not" in "not now"."""
    whole = [h for h in hits if "..." not in h.phrase.source and h.phrase.concept != "filler"]
    agreeing = [h.start for h in hits if h.phrase.concept == "accept"]
    return [h for h in hits if h.phrase.concept in LASTING or not any(_hides(w, h, agreeing) for w in whole)]


def _hides(longer: Hit, hit: Hit, agreeing: list[int]) -> bool:
    """Whether a longer phrase gives a word another meaning; a negation before an agreement keeps its own."""
    if hit.phrase.concept == "negation":
        before = hit.end == longer.end and any(start >= hit.end for start in agreeing)
        if before or longer.phrase.concept == "reject":
            return False
    if longer.phrase.concept == "selected" and hit.phrase.concept in {"save", "accept"}:
        return False  # what is done with the selection
    within = longer.start <= hit.start and hit.end <= longer.end
    return within and longer.end - longer.start > hit.end - hit.start


def _reading(words: str, language: str, hits: list[Hit]) -> Reading:
    covered = {n for h in hits for start, end in h.spans for n in range(start, end)}
    letters = [n for n, c in enumerate(words) if c.isalnum()]
    open_words = tuple(m.group() for m in re.finditer(r"\w+", words) if not covered & set(range(*m.span())))
    concepts = _concepts(hits, words, complete=not open_words)
    decision = next((d for d in DECISIONS if d.needs <= concepts and not d.lacks & concepts), None)
    if decision is None:
        label = Label(Role.UNKNOWN, None, f"{language}:no-rule")
    else:
        label = Label(decision.role, decision.clear, f"{language}:{decision.name}")
    return Reading(language, concepts, label, len(covered & set(letters)) / len(letters), open_words)


def _concepts(hits: list[Hit], words: str, *, complete: bool) -> frozenset[str]:
    """The concepts that were found, and what follows from them together."""
    found = {h.phrase.concept for h in hits}
    around = AROUND_A_NOUN if complete else AROUND_A_NOUN | {"acknowledge"}
    if "accept" in found and found & around and _is_noun(hits):
        found -= {"accept"}  # as in "deny consent", "change your consent", "continue … consent"
    first = {c: min(h.start for h in hits if h.phrase.concept == c) for c in found}
    if complete:
        found |= {"nothing-else"}
        if "necessary" in found and found - {"nothing-else"} <= BARE:
            found |= {"bare-necessary"}
    if {"negation", "accept", "or"} <= found and first["accept"] < first["or"] < first["negation"]:
        found |= {"accept-or-not"}
    if {"policy", "accept"} <= found and first["accept"] < first["policy"]:
        found |= {"accept-leads"}
    if {"negation", "accept"} <= found and first["accept"] < first["negation"]:
        found |= {"accept-first"}
    if {"negation", "accept", "joins"} <= found and first["accept"] < first["joins"] < first["negation"]:
        found |= {"accept-then-not"}
    refused = [h.start for h in hits if h.phrase.concept == "reject"]
    denied = [h.end for h in hits if h.phrase.concept == "negation"]
    if any(end <= start and not words[end:start].strip() for end in denied for start in refused):
        found |= {"not-reject"}
    return frozenset(found)


def _is_noun(hits: list[Hit]) -> bool:
    """Whether everything that agrees is also the name of what is agreed to."""
    names = {h.spans for h in hits if h.phrase.concept == "consent"}
    return all(h.spans in names for h in hits if h.phrase.concept == "accept")


def has_concept(text: str, concept: str) -> bool:
    """Whether a short text holds a concept of the button lists, in any language that knows some of it."""
    return any(concept in reading.concepts for reading in _readings(folded(text[: MAX_LABEL * 4])))


def reopening(text: str) -> float:
    """How likely a label leads back to one's choice: 0.5 by its words, 0.35 one bare word, 0 otherwise (our choice).

    Every language is asked: a footer may speak another one than the page.
    """
    words = folded(text)
    if not words or len(words) > MAX_LABEL:
        return 0.0
    return max((_leads_back(reading) for reading in _readings(words)), default=0.0)


def _leads_back(reading: Reading) -> float:
    concepts = reading.concepts
    if "withdraw" in concepts or ("consent" in concepts and concepts & {"settings", "manage", "change"}):
        return 0.0 if concepts & {"save", "policy"} and "settings" not in concepts else 0.5
    alone = "consent" in concepts and "nothing-else" in concepts
    return 0.35 if alone and concepts <= {"consent", "nothing-else", "filler", "accept"} else 0.0
