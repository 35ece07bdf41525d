"""The versioned thresholds of the visual comparison."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Every number a visual verdict depends on; each value's source stands in `data/thresholds.toml`."""

    version: str
    notable: float
    marked: float
    severe: float
    label_contrast: float
    label_contrast_ratio: float
    fill_contrast: float
    fill_difference_ratio: float
    area_ratio: float
    words_area_ratio: float
    x_height_ratio: float
    stroke_ratio: float
    clearance_share: float
    clearance_ratio: float
    covered_share: float
    height_ratio: float
    line_ratio: float
    padding_px: float
    changed_levels: float
    enclosed_share: float
    fill_difference: float
    shadow_difference: float
    underline_share: float
    icon_side: float
    least_pixels: float


@lru_cache(maxsize=1)
def thresholds() -> Thresholds:
    """The thresholds of this release."""
    raw = tomllib.loads(files("auditor.measure").joinpath("data/thresholds.toml").read_text(encoding="utf-8"))
    return Thresholds(raw["version"], **raw["bands"], **raw["dimensions"], **raw["explained"], **raw["shape"])
