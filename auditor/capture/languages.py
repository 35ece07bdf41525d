"""In which language the banner speaks, and in which the page around it."""

from dataclasses import replace

from auditor.capture.session import Session
from auditor.capture.view import Node, View
from auditor.domain.controls import Layer
from auditor.measure.lexicon.languages import Told, known_language, tell_language

LEAST_TEXT = 60  # characters, CATALOGUE, language-mismatch
LEAST_CERTAINTY = 0.9  # CATALOGUE, language-mismatch
MAX_TEXT = 6000  # characters of the page that are read; our choice


async def with_languages(session: Session, scope: Node, layer: Layer) -> Layer:
    """The layer with the language of the page, which is read and not taken from what the page claims."""
    view = await session.look(hit_tests=False)
    claimed = known_language(view.language)
    around = _page_text(view, scope)
    # Words of the banner that bear out the claim tell its language better than its letters do.
    borne_out = claimed is not None and claimed == layer.language
    page, banner = tell_language(around), Told(claimed, 1.0) if borne_out else tell_language(layer.text)
    enough = min(len(around), len(layer.text)) >= LEAST_TEXT
    certain = enough and min(page.certainty, banner.certainty) >= LEAST_CERTAINTY
    spoken = banner.language if certain else layer.language
    return replace(layer, language=spoken, page_language=page.language, language_certain=certain)


def _page_text(view: View, scope: Node) -> str:
    """The visible words of the page without the banner's."""
    node_id, parts, length = scope.node_id, list[str](), 0
    at = view.by_id.get(node_id)
    banner = view.nodes[at] if at is not None else None
    for node in view.nodes:
        if node.text and node.seen and not (banner and view.inside(node, banner)):
            parts.append(node.text)
            length += len(node.text)
            if length > MAX_TEXT:
                break
    return " ".join(" ".join(parts).split())
