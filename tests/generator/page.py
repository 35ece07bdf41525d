"""The HTML of a drawn page. Class names are noise: nothing but what is on the screen tells what a thing is."""

import json
from html import escape

from tests.generator.draw import Build, Draw, Home, Place, Trigger
from tests.generator.words import RIGHT_TO_LEFT, Words

PLACES = {
    Place.BOTTOM_BAR: "position:fixed;left:0;right:0;bottom:0;z-index:50",
    Place.TOP_BAR: "position:fixed;left:0;right:0;top:0;z-index:50",
    Place.CORNER: "position:fixed;right:24px;bottom:24px;width:380px;z-index:50",
    Place.DIALOG: "position:fixed;left:50%;top:50%;width:560px;transform:translate(-50%,-50%);z-index:50",
    Place.WALL: "position:fixed;inset:0;z-index:50",
    Place.IN_PAGE: "position:relative;margin:16px",
}
DECOYS = {
    "newsletter": "<div class=q1 style='position:fixed;left:24px;top:120px;width:300px;background:#ffe;padding:12px'><p>Our letter, once a month</p><input type=email placeholder=mail><button>Sign me up</button></div>",
    "chat": "<button class=q2 style='position:fixed;right:12px;top:300px;border-radius:40px;padding:14px'>Chat</button>",
    "menu": "<nav class=q3><a href=/a>News</a> <a href=/b>People</a> <a href=/c>Account settings</a> <button>Menu</button></nav>",
    "recipe": "<article class=q4><h2>Oat cookies</h2><p>Bake the cookies for twelve minutes.</p><a href=/r>Read more</a></article>",
    "footer-link": "<footer class=q5><a href=/p>Privacy policy</a> <a href=#s>Cookie settings</a></footer>",
    "age": "<div class=q6 style='position:fixed;left:24px;bottom:260px;background:#eef;padding:12px'><p>Are you over eighteen?</p><button>I am eighteen</button></div>",
}
ACTS = "this.getRootNode().dispatchEvent(new Event('x'))"


def html(drawn: Draw) -> str:
    """The whole page."""
    words = drawn.words
    language = words.language if words else "en"
    story = words.story if words else "The harbour wakes early."
    side = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    decoys = "".join(DECOYS[name] for name in drawn.decoys)
    text = f"<main><h1>{escape(drawn.salt.title())}</h1>" + f"<p>{escape(story)}</p>" * 24 + "</main>"
    script = _script(drawn, _banner(drawn, words)) if words else ""
    return (
        f"<!doctype html><html lang={language} dir={side}><meta charset=utf-8><title>{drawn.salt}</title>"
        f"<body style='margin:0;font:16px sans-serif'><div id=top></div>{decoys}{text}<script>{script}</script>"
    )


def _banner(drawn: Draw, words: Words) -> str:
    ink, paper = ("#eee", "#1b2330") if drawn.dark else ("#222", "#fff")
    labels = (words.accept, words.reject, words.settings)
    built = [_control(drawn, i, label) if (label := labels[i]) else "" for i in drawn.order]
    policy = (
        f"<a class={drawn.salt}l href=/policy style='color:inherit'>{escape(words.policy)}</a>" if words.policy else ""
    )
    close = f"<button class={drawn.salt}c>{escape(words.close)}</button>" if words.close else ""
    style = f"background:{paper};color:{ink};padding:20px;box-sizing:border-box"
    if drawn.place is not Place.IN_PAGE:
        style += ";box-shadow:0 0 30px rgba(0,0,0,.4)"
    side = "rtl" if words.language in RIGHT_TO_LEFT else "ltr"
    inner = (
        f"{_cross(drawn)}<p>{escape(words.text)} {policy}</p>"
        f"<div style='display:flex;gap:12px;flex-wrap:wrap'>{''.join(built)}{close}</div>"
    )
    place = "" if drawn.home is Home.FRAME else PLACES[drawn.place]
    return f"<div dir={side} class={drawn.salt}b style='{style};{place}'>{inner}</div>"


def _cross(drawn: Draw) -> str:
    if drawn.cross is None:
        return ""
    style = "position:absolute;right:8px;top:6px;width:28px;height:28px;border:0;background:none;color:inherit"
    if drawn.cross == "svg":
        lines = "<path d='M3 3L13 13M13 3L3 13' stroke='currentColor' stroke-width='2'/>"
        return f"<button class={drawn.salt}x style='{style}'><svg width=16 height=16 viewBox='0 0 16 16'>{lines}</svg></button>"
    if drawn.cross == "aria":
        return f"<button class={drawn.salt}x aria-label=Close style='{style}'><svg width=16 height=16><circle r=6 cx=8 cy=8 /></svg></button>"
    return f"<button class={drawn.salt}x style='{style}'>{drawn.cross}</button>"


def _control(drawn: Draw, number: int, label: str) -> str:
    build, name, text = drawn.builds[number], f"{drawn.salt}{number}", escape(label)
    style = "padding:10px 18px;background:#0a5;color:#fff;border:0;font:inherit;display:inline-block"
    quoted = escape(label, quote=True)
    return {
        Build.BUTTON: f"<button class={name} style='{style}'>{text}</button>",
        Build.DIV: f"<div class={name} onclick=\"{ACTS}\" style='{style}'>{text}</div>",
        Build.ROLE_BUTTON: f"<div class={name} role=button tabindex=0 style='{style}'>{text}</div>",
        Build.LINK: f"<a class={name} href=#{name} style='color:inherit'>{text}</a>",
        Build.SPAN: f"<span class={name} data-hear style='{style};cursor:pointer'><b>{text}</b></span>",
        Build.INPUT: f"<input type=button class={name} value=\"{quoted}\" style='{style}'>",
        Build.CUSTOM: f"<x-{drawn.salt} data-hear style='{style};cursor:pointer'>{text}</x-{drawn.salt}>",
        Build.CANVAS: f'<canvas class={name} role=button tabindex=0 aria-label="{quoted}" width=200 height=44 data-paint="{quoted}" style="cursor:pointer"></canvas>',
        Build.SVG: f'<svg class={name} role=button tabindex=0 width=320 height=44 data-hear style="cursor:pointer"><rect width=320 height=44 fill="#0a5"/><text x=12 y=28 fill="#fff">{text}</text></svg>',
        Build.IMAGE: f'<button class={name} style="padding:0;border:0"><img width=180 height=44 alt="{quoted}" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%22180%22 height=%2244%22%3E%3Crect width=%22180%22 height=%2244%22 fill=%22%230a5%22/%3E%3C/svg%3E"></button>',
    }[build]


def _script(drawn: Draw, banner: str) -> str:
    """Bring the banner out when its time has come."""
    frame = PLACES[drawn.place] + ";height:260px;border:0;background:#fff"
    if drawn.place in {Place.BOTTOM_BAR, Place.TOP_BAR}:
        frame += ";width:100%"
    homes = {
        Home.PAGE: "h.innerHTML = b; done(h)",
        Home.OPEN_SHADOW: "const r = h.attachShadow({mode: 'open'}); r.innerHTML = b; done(r)",
        Home.CLOSED_SHADOW: "const r = h.attachShadow({mode: 'closed'}); r.innerHTML = b; done(r)",
        Home.FRAME: f"const f = document.createElement('iframe'); f.style = {json.dumps(frame)};"
        " f.onload = () => done(f.contentDocument); f.srcdoc = '<meta charset=utf-8><body style=\"margin:0\">' + b; h.append(f)",
    }
    triggers = {
        Trigger.LOAD: "show()",
        Trigger.DELAY: f"setTimeout(show, {200 + drawn.seed % 900})",
        Trigger.MOUSE: "addEventListener('mousemove', show, {once: true})",
        Trigger.SCROLL: "addEventListener('scroll', show, {once: true})",
        Trigger.CLICK: "addEventListener('click', show, {once: true})",
    }
    where = "document.getElementById('top').append(h)" if drawn.place is Place.IN_PAGE else "document.body.append(h)"
    return (
        f"const b = {json.dumps(banner).replace('</', '<' + chr(92) + '/')};"
        "function done(root) { for (const e of root.querySelectorAll('[data-hear]')) e.addEventListener('click', () => 0);"
        " for (const e of root.querySelectorAll('[data-paint]')) { const c = e.getContext('2d');"
        " c.fillStyle = '#0a5'; c.fillRect(0, 0, 200, 44); c.fillStyle = '#fff'; c.font = '16px sans-serif';"
        " c.fillText(e.dataset.paint, 10, 28); e.onclick = () => 0; } }"
        f"function show() {{ const h = document.createElement('div'); {where}; {homes[drawn.home]}; }}"
        f"{triggers[drawn.trigger]};"
    )
