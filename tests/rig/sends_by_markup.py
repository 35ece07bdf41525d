"""The ways to send a cookie that are pieces of a page: frames, pictures, styles, scripts and hints."""

from tests.rig.ways import Way

WRITE = "document.write('<script src=\"%url%\"></' + 'script>')"
STYLE = "<style>#%id% {width: 20px; height: 20px; %rule%}</style><div id=%id%>x</div>"
SPECULATION = '{"prefetch": [{"source": "list", "urls": ["%url%"], "eagerness": "immediate"}]}'
SCROLL = """
  const image = document.getElementById('%id%');
  while (!image.naturalWidth) {
    image.scrollIntoView();
    await new Promise(requestAnimationFrame);
  }
"""
TRACK = "<video><track id=%id% kind=captions src='%url%' default></video>"
SCRIPT = "<script src='%url%'></script>"


def styled(name: str, what: str, rule: str, *, third: bool = True, target: str = "x.png") -> Way:
    """A picture or font that a rule of a style sheet asks for."""
    return Way(name, what, STYLE.replace("%rule%", rule), target=target, own=not third, third=third)


FRAMES = (
    Way("navigation", "the page itself is opened", target="page.html"),
    Way("iframe", "a frame", "<iframe src='%url%'></iframe>", target="x.html", third=True),
    Way(
        "iframe-sandbox-origin",
        "a frame in a sandbox that keeps its origin",
        "<iframe sandbox='allow-scripts allow-same-origin' src='%url%'></iframe>",
        target="x.html",
        own=False,
        third=True,
    ),
    Way("iframe-sandbox", "a frame in a sandbox", "<iframe sandbox src='%url%'></iframe>", target="x.html", third=True),
    Way(
        "iframe-srcdoc",
        "a picture in a frame without an address",
        "<iframe srcdoc=\"<img src='%url%'>\"></iframe>",
        third=True,
    ),
    Way(
        "frame-in-frame",
        "a frame in a frame, which also set the cookie",
        "<iframe src='%file:outer.html%'></iframe>",
        target="x.html",
        files={"outer.html": "<iframe src='%url%'></iframe>"},
        third=True,
        framed=True,
    ),
    Way(
        "frameset",
        "a frame of a frame set",
        "<iframe src='%file:set.html%'></iframe>",
        target="x.html",
        files={"set.html": "<html><frameset><frame src='%url%'></frameset></html>"},
        third=True,
    ),
    Way(
        "meta-refresh",
        "a frame that refreshes itself",
        "<iframe src='%file:refresh.html%'></iframe>",
        target="x.html",
        files={"refresh.html": "<meta http-equiv=refresh content='0;url=%url%'>"},
        third=True,
    ),
    Way(
        "refresh-header",
        "a frame whose answer says to refresh",
        "<iframe src='%file:refresh.html%'></iframe>",
        target="x.html",
        files={"refresh.html": "soon"},
        headers={"Refresh": "0;url=%url%"},
        third=True,
    ),
    Way(
        "form-get",
        "a form sent into a frame",
        "<iframe name=%id%></iframe><form id=form-%id% target=%id% action='%url%'><input name=a value=b></form>",
        "document.getElementById('form-%id%').submit();",
        target="x.html",
        third=True,
    ),
    Way(
        "form-post",
        "a form posted into a frame",
        "<iframe name=%id%></iframe>"
        "<form id=form-%id% method=post target=%id% action='%url%'><input name=a value=b></form>",
        "document.getElementById('form-%id%').submit();",
        target="x.html",
        third=True,
    ),
    Way("popup", "a window that is closed again", script="open('%url%');", target="x.html"),
    Way("object", "an object", "<object data='%url%' type='image/png'></object>", third=True),
    Way("embed", "an embedded picture", "<embed src='%url%' type='image/png'>", third=True),
    Way(
        "body-background",
        "the background of a body",
        "<iframe src='%file:body.html%'></iframe>",
        files={"body.html": "<body background='%url%'>x"},
    ),
)

PICTURES = (
    Way("img", "a picture", "<img src='%url%'>", third=True),
    Way("img-script", "a picture that a script makes", script="new Image().src = '%url%';", own=False, third=True),
    Way("img-srcset", "a picture in several sizes", "<img srcset='%url% 1x, %url% 2x'>", own=False, third=True),
    Way("picture", "a picture with sources", "<picture><source srcset='%url%'><img></picture>", own=False, third=True),
    Way(
        "img-lazy",
        "a picture far below that is scrolled to",
        "<div style='height: 9000px'></div><img loading=lazy id=%id% width=9 height=9 src='%url%'>",
        SCROLL,
        third=True,
    ),
    Way("input-image", "a button that is a picture", "<input type=image src='%url%'>", own=False, third=True),
    Way(
        "table-background",
        "the background of a table",
        "<table background='%url%'><tr><td>x</table>",
        own=False,
        third=True,
    ),
    Way("svg-image", "a picture in a drawing", "<svg><image href='%url%' width=9 height=9 /></svg>", third=True),
    Way("svg-use", "a part of another drawing", "<svg><use href='%url%#a' /></svg>", target="x.svg"),
    Way(
        "svg-filter",
        "a picture in a filter",
        "<svg><filter id=%id%><feImage href='%url%' /></filter><rect width=9 height=9 filter='url(#%id%)' /></svg>",
        third=True,
    ),
    Way("svg-script", "a script in a drawing", "<svg><script href='%url%'></script></svg>", target="x.js", third=True),
    Way("redirect-302", "a picture that moved", "<img src='%file:302%'>", files={"302": ""}, third=True),
    Way("redirect-307", "a picture that moved for now", "<img src='%file:307%'>", files={"307": ""}, third=True),
    Way("video", "a film", "<video src='%url%' preload=auto></video>", target="x.webm", third=True),
    Way("video-poster", "the picture before a film", "<video poster='%url%'></video>", own=False, third=True),
    Way("audio", "a sound", "<audio src='%url%' preload=auto></audio>", target="x.webm", third=True),
    Way(
        "source", "the source of a sound", "<audio preload=auto><source src='%url%'></audio>", "", "x.webm", third=True
    ),
    Way(
        "track", "the words of a film", TRACK, "document.getElementById('%id%').track.mode = 'showing';", target="x.vtt"
    ),
)

STYLES = (
    Way("css-link", "a style sheet", "<link rel=stylesheet href='%url%'>", target="x.css", third=True),
    Way("css-import", "a style sheet of another", "<style>@import url('%url%');</style>", target="x.css", third=True),
    styled("css-background", "a background", "background-image: url('%url%')"),
    styled("css-border-image", "the picture of a border", "border: 2px solid; border-image: url('%url%') 1"),
    styled("css-list-style", "the dot of a list", "display: list-item; list-style-image: url('%url%')"),
    styled("css-cursor", "a mouse pointer", "cursor: url('%url%'), auto"),
    styled("css-content", "content", "content: url('%url%')"),
    styled("css-mask", "a mask", "mask-image: url('%url%')", third=False),
    styled("css-shape", "a shape to flow around", "float: left; shape-outside: url('%url%')", third=False),
    styled("css-image-set", "one of several pictures", "background-image: image-set(url('%url%') 1x)"),
    Way(
        "css-font",
        "a font",
        "<style>@font-face {font-family: %id%; src: url('%url%')}</style><p style='font-family: %id%'>letters</p>",
        target="x.woff2",
    ),
    Way(
        "font-face",
        "a font by a script",
        script="new FontFace('%id%', 'url(%url%)').load().catch(() => 0);",
        target="x.woff2",
    ),
)

SCRIPTS = (
    Way("script", "a script", SCRIPT, target="x.js", third=True),
    Way("script-async", "a script in its own time", "<script async src='%url%'></script>", target="x.js", third=True),
    Way(
        "script-module",
        "a module",
        "<script type=module crossorigin=use-credentials src='%url%'></script>",
        target="x.js",
        third=True,
    ),
    Way("import-static", "a module of a module", "<script type=module>import '%url%';</script>", target="x.js"),
    Way("import-dynamic", "a module on demand", script="await import('%url%');", target="x.js"),
    Way(
        "document-write", "a script that is written into the page", f"<script>{WRITE}</script>", "", "x.js", third=True
    ),
    Way("import-json", "data as a module", script="await import('%url%', {with: {type: 'json'}});", target="x.json"),
    Way(
        "import-css",
        "a style sheet as a module",
        script="await import('%url%', {with: {type: 'css'}});",
        target="x.css",
    ),
    Way(
        "audio-worklet",
        "a script for sounds",
        script="new AudioContext().audioWorklet.addModule('%url%');",
        target="x.js",
    ),
    Way("paint-worklet", "a script that paints", script="CSS.paintWorklet.addModule('%url%');", target="x.js"),
)

HINTS = (
    Way("link-prefetch", "a page for later", "<link rel=prefetch href='%url%'>", target="x.js", third=True),
    Way("preload-image", "a picture ahead", "<link rel=preload as=image href='%url%'>", third=True),
    Way("preload-script", "a script ahead", "<link rel=preload as=script href='%url%'>", target="x.js", third=True),
    Way(
        "preload-fetch",
        "data ahead",
        "<link rel=preload as=fetch crossorigin=use-credentials href='%url%'>",
        target="x.json",
        third=True,
    ),
    Way(
        "modulepreload",
        "a module ahead",
        "<link rel=modulepreload crossorigin=use-credentials href='%url%'>",
        target="x.js",
        third=True,
    ),
    Way("speculation-rules", "a page ahead", f"<script type=speculationrules>{SPECULATION}</script>", target="x.html"),
)

BY_MARKUP = (*FRAMES, *PICTURES, *STYLES, *SCRIPTS, *HINTS)
