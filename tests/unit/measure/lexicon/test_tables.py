"""The words of declarations: every language has the same lists, and columns are told in each."""

from importlib.resources import files

import pytest

from auditor.domain.declarations import Category
from auditor.measure.lexicon.languages import lexicons
from auditor.measure.lexicon.tables import LIFETIME, NAME, PROVIDER, PURPOSE, category_of, column_of, table_concepts

OPTIONAL = {"performance", "targeting"}
# The heads of a table of cookies as platforms and sites write them: name, provider, purpose, lifetime.
HEADS = {
    "bg": ("Име", "Доставчик", "Цел", "Срок на валидност"),
    "cs": ("Název", "Poskytovatel", "Účel", "Doba uložení"),
    "da": ("Navn", "Udbyder", "Formål", "Udløb"),
    "de": ("Name", "Anbieter", "Zweck", "Laufzeit"),
    "el": ("Όνομα", "Πάροχος", "Σκοπός", "Λήξη"),
    "en": ("Name", "Provider", "Purpose", "Expiry"),
    "es": ("Nombre", "Proveedor", "Finalidad", "Caducidad"),
    "et": ("Nimi", "Teenusepakkuja", "Eesmärk", "Aegumine"),
    "fi": ("Nimi", "Palveluntarjoaja", "Käyttötarkoitus", "Voimassaoloaika"),
    "fr": ("Nom du cookie", "Fournisseur", "Finalité", "Durée de conservation"),
    "ga": ("Ainm", "Soláthraí", "Cuspóir", "Tréimhse"),
    "hr": ("Naziv", "Pružatelj usluge", "Svrha", "Istek"),
    "hu": ("Név", "Szolgáltató", "Cél", "Lejárat"),
    "it": ("Nome", "Fornitore", "Scopo", "Scadenza"),
    "lt": ("Pavadinimas", "Teikėjas", "Paskirtis", "Galiojimas"),
    "lv": ("Nosaukums", "Nodrošinātājs", "Mērķis", "Derīguma termiņš"),
    "mt": ("Isem", "Fornitur", "Skop", "Skadenza"),
    "nl": ("Naam", "Aanbieder", "Doel", "Bewaartermijn"),
    "pl": ("Nazwa", "Dostawca", "Cel", "Okres przechowywania"),
    "pt": ("Nome", "Fornecedor", "Finalidade", "Validade"),
    "ro": ("Nume", "Furnizor", "Scop", "Durată"),
    "sk": ("Názov", "Poskytovateľ", "Účel", "Platnosť"),
    "sl": ("Ime", "Ponudnik", "Namen", "Trajanje"),
    "sv": ("Namn", "Leverantör", "Syfte", "Lagringstid"),
    "no": ("Navn", "Leverandør", "Formål", "Varighet"),
    "uk": ("Назва", "Постачальник", "Призначення", "Термін дії"),
    "tr": ("Çerez adı", "Sağlayıcı", "Amaç", "Süre"),
    "ja": ("名前", "提供元", "目的", "有効期限"),
}


def test_every_language_has_the_same_lists() -> None:
    wanted = {entry.concept for entry in lexicons()["en"].table} - OPTIONAL
    lacking = {language: wanted - {e.concept for e in found.table} for language, found in lexicons().items()}
    assert {language: concepts for language, concepts in lacking.items() if concepts} == {}


def test_the_lists_are_explained_beside_them() -> None:
    told = files("auditor.measure").joinpath("data/lexicon/README.md").read_text(encoding="utf-8")
    assert [c for c in {e.concept for e in lexicons()["en"].table} if f"`{c}`" not in told] == []


@pytest.mark.parametrize("language", HEADS)
@pytest.mark.parametrize("known", [True, False])
def test_columns_are_told_by_their_heads(language: str, *, known: bool) -> None:
    told = tuple(column_of(head, language if known else None) for head in HEADS[language])
    assert told == (NAME, PROVIDER, PURPOSE, LIFETIME)


@pytest.mark.parametrize("head", ["", "Price", "Size", "x" * 61, "Cookie " * 20])
def test_other_heads_are_no_columns(head: str) -> None:
    assert column_of(head, "en") is None


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("Cookie lifetime", LIFETIME),
        ("Name of the provider", PROVIDER),
        ("Cookie", NAME),
        ("Cookie-Laufzeit", LIFETIME),
    ],
)
def test_the_name_comes_last(head: str, column: str) -> None:
    assert column_of(head) == column


@pytest.mark.parametrize(
    ("text", "language", "category"),
    [
        ("Strictly necessary cookies", "en", Category.NECESSARY),
        ("Statistik (4)", "de", Category.MEASUREMENT),
        ("Statistik", "en", Category.MEASUREMENT),
        ("Performance Cookies", "en", Category.MEASUREMENT),
        ("Targeting Cookies", "en", Category.ADVERTISING),
        ("Publicité", "fr", Category.ADVERTISING),
        ("Functionele cookies", "nl", Category.FUNCTIONAL),
        ("Funktional", "de", Category.FUNCTIONAL),
        ("Réseaux sociaux", "fr", Category.SOCIAL),
        ("Nicht klassifiziert", "de", Category.UNCLASSIFIED),
        ("Μη ταξινομημένα", "el", Category.UNCLASSIFIED),
        ("Other", "en", Category.UNCLASSIFIED),
        ("Nieklasyfikowane", None, Category.UNCLASSIFIED),
        ("Privacy Preference Center", "en", None),
        ("Non-essential cookies", "en", None),
        ("Marketing and statistics", "en", None),
        ("Harbour notes", "en", None),
        ("", "en", None),
        ("Statistics " * 20, "en", None),
    ],
)
def test_categories_are_told_from_short_texts(text: str, language: str | None, category: Category | None) -> None:
    assert category_of(text, language) is category


def test_the_language_of_the_page_comes_first() -> None:
    assert table_concepts("Name", "de") == {"column_name"}
    assert table_concepts("Bewaartermijn", "de") == {"column_lifetime"}
