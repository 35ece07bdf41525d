"""The HTML of a drawn banner, and showing it: whole, without network, still once it is drawn (unless it moves)."""

import json
import random
from html import escape
from typing import TYPE_CHECKING, Any

from playwright.async_api import ElementHandle, Frame, Page

from auditor.domain.facts import Colour
from tests.generator.draw import Home, Place
from tests.looks.colours import css, hue
from tests.looks.skins import Build, quoted
from tests.looks.stage import DESKTOP, Ground, Layout, Stage

if TYPE_CHECKING:
    from tests.looks.draw import Draw

SETTLED_MS = 15_000.0
FRAME_HEIGHT_PX = 420
PLACES = {
    Place.BOTTOM_BAR: "position:fixed;left:0;right:0;bottom:0",
    Place.CORNER: "position:fixed;right:24px;bottom:24px;width:380px",
    Place.DIALOG: "position:fixed;left:50%;top:50%;width:620px;transform:translate(-50%,-50%)",
}
ON_PHONE = "position:fixed;left:0;right:0;bottom:0"
LAYOUTS = {
    Layout.ROW: "display:flex;flex-wrap:wrap;align-items:center;gap:{gap:g}px",
    Layout.COLUMN: "display:flex;flex-direction:column;align-items:{align};gap:{gap:g}px",
    Layout.PARAGRAPHS: "display:block",
}
# What paints the canvases: a photograph from noise of many sizes, drifting lights, and controls that are painted.
PAINT = """
function rolls(seed) { let s = seed >>> 0; return () => (s = (Math.imul(s, 1664525) + 1013904223) >>> 0) / 4294967296; }
function noise(c, seed) {
  const roll = rolls(seed), g = c.getContext('2d'), w = c.width = c.clientWidth, h = c.height = c.clientHeight;
  for (const [size, alpha] of [[3, 1], [7, .6], [18, .45], [50, .35], [140, .3], [400, .25]]) {
    const small = document.createElement('canvas'), d = small.getContext('2d');
    small.width = size; small.height = Math.max(2, Math.round(size * h / w));
    const data = d.createImageData(small.width, small.height);
    for (let i = 0; i < data.data.length; i += 4) {
      const light = roll(), tint = roll() * 70;
      data.data.set([light * 200 + tint / 2, light * 190 + 20, light * 160 + 60 - tint / 2, 255], i);
    }
    d.putImageData(data, 0, 0); g.globalAlpha = alpha; g.imageSmoothingQuality = 'high'; g.drawImage(small, 0, 0, w, h);
  }
}
function floating(c, seed) {
  const roll = rolls(seed), g = c.getContext('2d'), w = c.width = c.clientWidth, h = c.height = c.clientHeight;
  const light = () => [roll() * w, roll() * h, 30 + roll() * 90, roll() * 360, 1 + roll() * 3];
  const lights = Array.from({length: 9}, light);
  const paint = time => {
    g.fillStyle = '#345'; g.fillRect(0, 0, w, h);
    for (const [x, y, r, tone, speed] of lights) {
      g.fillStyle = `hsl(${tone} 60% 55%)`; g.beginPath();
      g.arc((x + time / 20 * speed) % w, y + 20 * Math.sin(time / 300 * speed), r, 0, 7); g.fill();
    }
    requestAnimationFrame(paint);
  };
  paint(0);
}
function control(c) {
  const s = JSON.parse(c.dataset.control), g = c.getContext('2d'), k = 2 * devicePixelRatio;
  c.width = s.width * k; c.height = s.height * k; g.scale(k, k);
  const half = s.line / 2;
  g.beginPath(); g.roundRect(half, half, s.width - s.line, s.height - s.line, Math.max(0, s.radius - half));
  if (s.fill) { g.fillStyle = s.fill; g.fill(); }
  if (s.line) { g.lineWidth = s.line; g.strokeStyle = s.stroke; g.stroke(); }
  g.font = s.font; g.fillStyle = s.ink; g.textAlign = 'center'; g.textBaseline = 'middle';
  g.fillText(s.label, s.width / 2, s.height / 2);
}
function fit(c) {
  const [font, room, line] = JSON.parse(c.dataset.fit), g = document.createElement('canvas').getContext('2d');
  g.font = font;
  const width = Math.ceil(g.measureText(c.dataset.label).width) + room;
  c.innerHTML = c.innerHTML.replaceAll('987650', width).replaceAll('987651', width - line);
}
function done(root) {
  window.drawnRoot = root;
  for (const c of root.querySelectorAll('[data-fit]')) fit(c);
  for (const c of root.querySelectorAll('[data-noise]')) noise(c, +c.dataset.noise);
  for (const c of root.querySelectorAll('[data-floating]')) floating(c, +c.dataset.floating);
  for (const c of root.querySelectorAll('[data-control]')) control(c);
  window.drawn = true;
}
"""
SETTLED = """async () => {
  if (!window.drawn) return false;
  await document.fonts.ready;
  const root = window.drawnRoot, own = (root.getAnimations ? root : document).getAnimations();
  const ending = own.filter(a => a.effect.getComputedTiming().endTime !== Infinity);
  await Promise.all(ending.map(a => a.finished));
  await Promise.all([...root.querySelectorAll('img')].map(i => i.decode()));
  await new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)));
  return true;
}"""


def html(stage: Stage, accept: Build, reject: Build) -> str:
    """The whole page."""
    words = stage.words
    ground, ink = ("#14181f", "#ddd") if stage.dark else ("#fdfdfd", "#333")
    story = f"<main style='padding:8px 24px'><h1>{stage.salt.title()}</h1>" + f"<p>{escape(words.story)}</p>" * 14
    zoom = f' style="zoom:{stage.zoom:g}"' if stage.zoom != 1 else ""
    return (
        f"<!doctype html><html lang={words.language} dir={words.side}{zoom}><meta charset=utf-8>"
        f"<meta name=viewport content='width=device-width,initial-scale=1'><title>{stage.salt}</title>"
        f'<body style="margin:0;font:16px/1.5 {quoted(stage.font)};background:{ground};color:{ink}">{story}</main>'
        f"<script>{_script(stage, _banner(stage, accept, reject))}</script>"
    )


async def show(page: Page, draw: "Draw") -> Frame:
    """Show the drawn page; the frame that holds the controls, once they are painted."""
    width, height = draw.viewport
    await page.set_viewport_size({"width": width, "height": height})
    await page.goto("about:blank")  # what an earlier page set going ends here
    await page.set_content(draw.html)
    frame = page.main_frame
    if draw.home is Home.FRAME:
        held = await page.wait_for_selector("iframe")
        inner = await held.content_frame() if held else None
        if inner is None:
            raise RuntimeError(f"the frame of {draw.family} {draw.seed} did not come")
        frame = inner
    await frame.wait_for_function("window.drawn === true", timeout=SETTLED_MS)
    await frame.evaluate(SETTLED)
    return frame


async def control(frame: Frame, selector: str) -> ElementHandle:
    """The handle of a control, also in a closed shadow root."""
    found: Any = await frame.evaluate_handle("selector => window.drawnRoot.querySelector(selector)", selector)
    element: ElementHandle | None = found.as_element()
    if element is None:
        raise RuntimeError(f"nothing is called {selector}")
    return element


def _banner(stage: Stage, accept: Build, reject: Build) -> str:
    words = stage.words
    built = {"a": accept.markup(stage, "a", words.accept), "r": reject.markup(stage, "r", words.reject)}
    told = [built[i] for i, b in (("a", accept), ("r", reject)) if b.in_text]
    shown = [built[i] for i, b in (("a", accept), ("r", reject)) if not b.in_text]
    row = "".join(_placed(stage, shown[::-1] if stage.swapped else shown))
    held = PLACES[stage.place] if stage.viewport == DESKTOP else ON_PHONE
    place = "position:relative" if stage.home is Home.FRAME else held
    lift = "box-shadow:0 0 24px rgb(0 0 0 / .35)"
    return (
        f'<div dir={words.side} class={stage.salt} style="{place};z-index:9;box-sizing:border-box;padding:20px 24px;'
        f'font:15px/1.5 {quoted(stage.font)};color:{css(stage.ink)};{_ground(stage)};{lift}">{_moving(stage)}'
        f"<p style='margin:0 0 16px'>{escape(words.text)} {' '.join(told)}</p>{row}</div>"
    )


def _placed(stage: Stage, controls: list[str]) -> list[str]:
    align = "stretch" if stage.viewport != DESKTOP else "flex-start"
    style = LAYOUTS[stage.layout].format(gap=stage.gap_px, align=align)
    if stage.layout is Layout.PARAGRAPHS:
        return [f"<p style='margin:12px 0'>{escape(stage.words.text[:60])}</p><div>{c}</div>" for c in controls]
    return [f"<div style='{style}'>{''.join(controls)}</div>"]


def _ground(stage: Stage) -> str:
    dice = random.Random(stage.salt)  # noqa: S311 - reproducible by its seed, and no secret
    if stage.ground is Ground.BLOBS:
        return f"background:{_blobs(dice)},{css(stage.paper)}"
    if stage.ground is Ground.SLIDING:
        ends = ",".join(css(hue(dice, (0.3, 0.8), (0.3, 0.9))) for _ in range(4))
        return f"background:linear-gradient(100deg,{ends});background-size:400% 100%;animation:slide 4s linear infinite"
    return f"background:{css(stage.paper)}"


def _blobs(dice: random.Random) -> str:
    def blob() -> str:
        colour: Colour = hue(dice, (0.2, 0.85), (0.1, 0.7))
        x, y, size = dice.uniform(0, 100), dice.uniform(0, 100), dice.uniform(15, 120)
        return f"radial-gradient(circle at {x:.0f}% {y:.0f}%,{css(colour, 0.8)} 0,{css(colour, 0.01)} {size:.0f}px)"

    return ",".join(blob() for _ in range(40))


def _moving(stage: Stage) -> str:
    number = int.from_bytes(stage.salt[:4].encode(), "big")
    canvas = "<canvas data-{}={} style='position:absolute;inset:0;width:100%;height:100%;z-index:-1'></canvas>"
    return {
        Ground.NOISE: canvas.format("noise", number),
        Ground.FLOATING: canvas.format("floating", number),
        Ground.SLIDING: "<style>@keyframes slide{to{background-position:400% 0}}</style>",
    }.get(stage.ground, "")


def _script(stage: Stage, banner: str) -> str:
    """Bring the banner into its home."""
    held = PLACES[stage.place] if stage.viewport == DESKTOP else ON_PHONE
    frame = f"{held};z-index:9;height:{FRAME_HEIGHT_PX}px;border:0;background:{css(stage.paper)}"
    frame += ";width:100%" if held == ON_PHONE or stage.place is Place.BOTTOM_BAR else ""
    inner = f"<!doctype html><meta charset=utf-8><body style=margin:0>{banner}<script>{PAINT}done(document)</script>"
    homes = {
        Home.PAGE: "h.innerHTML = b; done(document)",
        Home.OPEN_SHADOW: "const r = h.attachShadow({mode: 'open'}); r.innerHTML = b; done(r)",
        Home.CLOSED_SHADOW: "const r = h.attachShadow({mode: 'closed'}); r.innerHTML = b; done(r)",
        Home.FRAME: f"const f = document.createElement('iframe'); f.style = {_json(frame)}; f.srcdoc = b; h.append(f)",
    }
    content = inner if stage.home is Home.FRAME else banner
    made = f"const b = {_json(content)}, h = document.createElement('div'); document.body.append(h)"
    return f"{{ {PAINT} {made}; {homes[stage.home]}; }}"


def _json(value: str) -> str:
    return json.dumps(value).replace("</", "<\\/").replace("<script", "<\\u0073cript")
