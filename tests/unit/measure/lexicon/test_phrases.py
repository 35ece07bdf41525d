"""The notation of the word lists."""

import pytest

from auditor.measure.lexicon.phrases import PhraseIndex, folded, pattern, phrase


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("weiger*", "cookies weigeren", True),
        ("weiger*", "ongeweigerd", False),
        ("*beleid", "cookiebeleid", True),
        ("*beleid", "beleidsregel", False),
        ("priv*instellingen", "privacyinstellingen", True),
        ("agree", "disagree", False),
        ("all|every", "every cookie", True),
        ("the? cookies", "cookies", True),
        ("accept the? cookies", "accept the cookies", True),
        ("accept the? cookies", "accept cookies", True),
        ("accept the? cookies", "accept no cookies", False),
        ("sta ... toe", "sta alle cookies toe", True),
        ("sta ... toe", "sta toe", True),
        ("sta ... toe", "toe sta", False),
        ("sta ... toe", "sta " + "x" * 80 + " toe", False),
        ("^ok$", "ok", True),
        ("^ok$", " OK! ", True),
        ("^ok$", "ok, reject", False),
        ("cookie settings", "cookie-settings", True),
        ("don't", "Don’t accept", True),
        ("j'accepte", "J`accepte", True),
        ("accepte", "J'accepte", True),
        ("同意", "我同意所有", True),
        ("すべて...拒否", "すべてのクッキーを拒否", False),
        ("すべて ... 拒否", "すべてのクッキーを拒否", True),
        ("αποδοχή", "ΑΠΟΔΟΧΗ ΟΛΩΝ", True),
        ("ayarları", "AYARLARI KAYDET", True),
        ("odrzuć", "Odrzuc wszystkie", True),
    ],
)
def test_what_a_phrase_finds(source: str, text: str, *, found: bool) -> None:
    index = PhraseIndex([phrase("xx", "accept", source)])
    assert bool(list(index.find(folded(text)))) is found


@pytest.mark.parametrize("source", ["", "the?", "...", "... the?", "*", "accept|*", "a ... *"])
def test_a_phrase_that_would_match_anything_is_refused(source: str) -> None:
    if source == "a ... *":
        assert phrase("xx", "accept", source).keys == ("a",)
        return
    with pytest.raises(ValueError, match="xx, accept"):
        phrase("xx", "accept", source)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  ACCEPT\n\tALL  ", "accept all"),
        ("Don’t  accept", "don't accept"),
        ("Ab\u00adlehnen", "ablehnen"),
        ("Ａｃｃｅｐｔ", "accept"),
        ("Accept\u00a0all", "accept all"),
        ("Über alles ŁØĐ", "uber alles lod"),
        ("İZİN VER", "izin ver"),
        ("הַסְכָּמָה", "הסכמה"),
        ("\u200bAccept\ufeff", "accept"),
    ],
)
def test_folding_leaves_the_words_alone(text: str, words: str) -> None:
    assert folded(text) == words


def test_a_hit_tells_where_its_words_stand() -> None:
    [hit] = PhraseIndex([phrase("nl", "accept", "sta ... toe")]).find("ik sta alles toe")
    assert (hit.start, hit.end, hit.spans) == (3, 16, ((3, 6), (13, 16)))


def test_an_optional_word_that_is_missing_has_no_place() -> None:
    [hit] = PhraseIndex([phrase("en", "consent", "the? cookies")]).find("cookies")
    assert hit.spans == ((0, 7),)


def test_the_rarest_word_decides_whether_a_phrase_is_tried() -> None:
    assert phrase("en", "policy", "how we use cookies|trackers").keys == ("cookies", "trackers")


@pytest.mark.parametrize("text", ["a" * 100_000, "accept " * 20_000, "*.^$|?" * 1000, "…" * 1000])
def test_long_and_strange_texts_do_no_harm(text: str) -> None:
    found = list(PhraseIndex([phrase("en", "accept", "*accept* ... all")]).find(folded(text)))
    assert found == []


def test_a_comma_ends_a_phrase_that_is_not_spoken_as_one() -> None:
    def found(concept: str, source: str, text: str) -> bool:
        return bool(list(PhraseIndex([phrase("xx", concept, source)]).find(text)))

    assert found("reject", "no thanks", "no, thanks")
    assert not found("optional", "not necessary", "not, necessary")
    assert found("optional", "not necessary", "not-necessary")


def test_patterns_are_made_once() -> None:
    assert pattern("accept*") is pattern("accept*")
