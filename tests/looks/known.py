"""What is known of a control by the way it is drawn, and the truth that follows once the page is laid out."""

from dataclasses import dataclass, replace

from auditor.domain.controls import Kind
from auditor.domain.facts import Colour
from tests.looks.colours import over


@dataclass(frozen=True, slots=True)
class Known:
    """How a control is seen, after opacities, filters and covers.

    `paint` is the fill of a button and the line of an outlined one, None for words; `surround` is the ground around it,
    None where that varies; `behind` is the ground directly behind the label, for a gradient at its centre, None where
    it varies. `font_px` is the size of the letters in CSS pixels of the page before any zoom of the whole page.
    `shape` selects the element whose border box is what is seen, with `$id` for the control's own id, `radius_px` is
    its radius where its style does not tell, `inset_px` how far the seen shape stays within the box on each side, top
    and bottom first.
    """

    kind: Kind
    paint: Colour | None
    surround: Colour | None
    ink: Colour
    behind: Colour | None
    font_px: float
    shape: str = "#$id"
    radius_px: float | None = None
    inset_px: tuple[float, float] = (0.0, 0.0)

    def faded(self, opacity: float) -> "Known":
        """The same control let through to the surround; `opacity` from 0 to 1."""
        ground = self.surround
        if ground is None:
            return replace(self, paint=None, behind=None)
        return replace(
            self,
            paint=None if self.paint is None else over(self.paint, opacity, ground),
            ink=over(self.ink, opacity, ground),
            behind=None if self.behind is None else over(self.behind, opacity, ground),
        )


@dataclass(frozen=True, slots=True)
class Truth:
    """What a control looks like: `fill` is that of a button or the line of an outlined one, None for words.

    `surround` is None over a photograph, `label_contrast` (WCAG, 1 to 21) where the ground behind the label varies,
    `area_px2` (CSS pixels squared, without shadows) for words. `font_px` is the letters' size in CSS pixels.
    """

    kind: Kind
    fill: Colour | None
    surround: Colour | None
    ink: Colour
    label_contrast: float | None
    area_px2: float | None
    font_px: float
