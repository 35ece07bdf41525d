"""Bring every catalogue up to date with the code: `python -m tests.translations [TAG…]`; new tags begin empty."""

import sys
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from auditor.reporting.languages import ENGLISH, languages
from tests.translations.gather import ROOT, gathered, template

LOCALE = ROOT / "auditor" / "reporting" / "locale"


def update(tag: str) -> None:
    """Add what is new, drop what is gone, keep every translation."""
    folder = LOCALE / tag
    folder.mkdir(exist_ok=True)
    for name, messages in gathered().items():
        path = folder / f"{name}.po"
        known = read_po(BytesIO(path.read_bytes()), locale=tag) if path.exists() else Catalog(locale=tag, fuzzy=False)
        known.update(template(messages), no_fuzzy_matching=True, update_header_comment=False)
        known.obsolete.clear()
        known.header_comment = (
            f"# The {name} of consent-auditor in {known.locale.english_name if known.locale else tag}."
        )
        known.project, known.version = "consent-auditor", "0"
        known.msgid_bugs_address = known.last_translator = known.language_team = ""
        told = BytesIO()
        write_po(told, known, width=120, omit_header=False, sort_output=False, ignore_obsolete=True, no_location=True)
        path.write_bytes(told.getvalue())
        missing = sum(1 for m in known if m.id and not (all(m.string) if m.pluralizable else m.string))
        sys.stdout.write(f"{tag}/{name}: {len(known)} messages, {missing} to be translated\n")


for wanted in sys.argv[1:] or [tag for tag in languages() if tag != ENGLISH]:
    update(wanted)
