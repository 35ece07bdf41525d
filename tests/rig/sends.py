"""The ways to send a cookie: those by script stand here, those by markup in a file of their own."""

from tests.rig.sends_by_markup import BY_MARKUP
from tests.rig.ways import Way, cases

ASK = "fetch('%url%', {credentials: 'include'}).catch(() => 0);"
WORKER = "(self.kept ??= []).push(new Worker('%file:worker.js%'));"
MODULE_WORKER = "(self.kept ??= []).push(new Worker('%file:worker.js%', {type: 'module'}));"
SHARED_WORKER = "(self.kept ??= []).push(new SharedWorker('%file:worker.js%'));"
BLOB_WORKER = """
  const source = new Blob(["fetch('%url%', {credentials: 'include'}).catch(() => 0)"], {type: 'text/javascript'});
  (self.kept ??= []).push(new Worker(URL.createObjectURL(source)));
"""
REGISTER = "await navigator.serviceWorker.register('%file:sw.js%');"
ACTIVE = """
  const registration = await navigator.serviceWorker.register('%file:sw.js%');
  const worker = registration.installing || registration.waiting || registration.active;
  while (worker.state !== 'activated')
    await new Promise((done) => worker.addEventListener('statechange', done, {once: true}));
"""
INSTALL = f"addEventListener('install', (event) => event.waitUntil({ASK.rstrip(';')}));"
ACTIVATE = f"addEventListener('activate', (event) => event.waitUntil({ASK.rstrip(';')}));"
MESSAGE = f"addEventListener('message', (event) => event.waitUntil({ASK.rstrip(';')}));"
PASS = "addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));"
FRAME = "const frame = document.createElement('iframe'); frame.src = '%file:inside.html%'; document.body.append(frame);"
PREFLIGHTED = (
    "{method: 'PUT', body: '{}', credentials: 'include', headers: {'X-Rig': '1', 'Content-Type': 'application/json'}}"
)
XHR_SYNC = "const x = new XMLHttpRequest(); x.open('GET', '%url%', false); x.withCredentials = true; x.send();"
PING = "<a id=%id% href='#%id%' ping='%url%'>away</a>"
DOWNLOAD = "<a id=%id% href='%url%' download>file</a>"
CLICK = "document.getElementById('%id%').click();"
LATER = "typeof fetchLater === 'function'"

REQUESTS = (
    Way("fetch", "fetch with credentials", script=ASK, third=True),
    Way("fetch-keepalive", "fetch that outlives the page", script=ASK.replace("{", "{keepalive: true, "), third=True),
    Way(
        "fetch-no-cors",
        "fetch whose answer nobody may see",
        script=ASK.replace("{", "{mode: 'no-cors', method: 'POST', body: 'x', "),
        third=True,
    ),
    Way("fetch-preflighted", "fetch that asks leave first", script=f"fetch('%url%', {PREFLIGHTED});", third=True),
    Way("fetch-redirected", "fetch that is sent on", script=ASK.replace("%url%", "%file:307%"), files={"307": ""}),
    Way("xhr-sync", "XMLHttpRequest that waits", script=XHR_SYNC, third=True),
    Way("xhr", "XMLHttpRequest", script=XHR_SYNC.replace("false", "true"), third=True),
    Way("beacon", "a beacon", script="navigator.sendBeacon('%url%', 'x');", third=True),
    Way("ping", "the ping of a link", PING, CLICK, third=True),
    Way("download", "a link to a file", DOWNLOAD, CLICK, target="x.bin"),
    Way("event-source", "a stream of events", script="new EventSource('%url%', {withCredentials: true});", third=True),
    Way(
        "web-socket",
        "the opening of a socket",
        script="(self.kept ??= []).push(new WebSocket('%socket%'));",
        third=True,
    ),
    Way("cache-add", "a cache that fetches", script="await (await caches.open('%id%')).add('%url%');"),
    Way(
        "csp-report",
        "a report of what the page's policy forbids",
        "<iframe src='%file:strict.html%'></iframe>",
        files={"strict.html": "<img src='/nothing.png'>"},
        headers={"Content-Security-Policy-Report-Only": "img-src 'none'; report-uri %url%"},
    ),
    Way(
        "fetch-later",
        "fetch at a later time",
        script="fetchLater('%url%', {activateAfter: 0, credentials: 'include'});",
        third=True,
        offered=LATER,
    ),
    Way(
        "background-fetch",
        "fetch in the background",
        script=ACTIVE + "await registration.backgroundFetch.fetch('%id%', ['%url%']);",
        files={"sw.js": ""},
        offered="(await navigator.permissions.query({name: 'background-fetch'})).state === 'granted'",
    ),
)

WORKERS = (
    Way("worker", "the script of a worker", script="(self.kept ??= []).push(new Worker('%url%'));", target="x.js"),
    Way("worker-fetch", "fetch by a worker", script=WORKER, files={"worker.js": ASK}, third=True),
    Way("worker-blob", "fetch by a worker without an address", script=BLOB_WORKER, third=True),
    Way("worker-xhr", "XMLHttpRequest by a worker", script=WORKER, files={"worker.js": XHR_SYNC}, third=True),
    Way(
        "worker-import-scripts",
        "a script that a worker loads",
        script=WORKER,
        target="x.js",
        files={"worker.js": "importScripts('%url%');"},
        third=True,
    ),
    Way(
        "worker-module",
        "a module that a worker loads",
        script=MODULE_WORKER,
        target="x.js",
        files={"worker.js": "import '%url%';"},
    ),
    Way(
        "worker-socket",
        "a socket that a worker opens",
        script=WORKER,
        files={"worker.js": "self.kept = new WebSocket('%socket%');"},
        third=True,
    ),
    Way(
        "worker-nested",
        "fetch by the worker of a worker",
        script=WORKER,
        files={"worker.js": "self.kept = new Worker('%file:inner.js%');", "inner.js": ASK},
        third=True,
    ),
    Way(
        "worker-nested-script",
        "the script of the worker of a worker",
        script=WORKER,
        target="x.js",
        files={"worker.js": "self.kept = new Worker('%url%');"},
    ),
    Way(
        "shared-worker",
        "the script of a shared worker",
        script="(self.kept ??= []).push(new SharedWorker('%url%'));",
        target="x.js",
    ),
    Way("shared-worker-fetch", "fetch by a shared worker", script=SHARED_WORKER, files={"worker.js": ASK}, third=True),
    Way(
        "service-worker",
        "the script of a service worker",
        script="await navigator.serviceWorker.register('%url%');",
        target="x.js",
    ),
    Way("service-worker-install", "fetch as it is installed", script=REGISTER, files={"sw.js": INSTALL}, third=True),
    Way("service-worker-activate", "fetch as it begins", script=REGISTER, files={"sw.js": ACTIVATE}),
    Way(
        "service-worker-message",
        "fetch when it is told to",
        script=ACTIVE + "worker.postMessage('now');",
        files={"sw.js": MESSAGE},
        third=True,
    ),
    Way(
        "service-worker-import",
        "a script that a service worker loads",
        script=REGISTER,
        target="x.js",
        files={"sw.js": "importScripts('%url%');"},
    ),
    Way(
        "service-worker-pass",
        "a request of a page that a service worker passes on",
        script=ACTIVE + FRAME,
        files={"sw.js": PASS, "inside.html": f"<script>{ASK}</script>"},
        third=True,
    ),
    Way(
        "service-worker-pass-image",
        "a picture of a page that a service worker passes on",
        script=ACTIVE + FRAME,
        files={"sw.js": PASS, "inside.html": "<img src='%url%'>"},
        third=True,
    ),
)


def on(event: str, script: str) -> str:
    """Do something when the page goes away."""
    return f"addEventListener('{event}', () => {{ {script} }});"


KEEPALIVE = ASK.replace("{", "{keepalive: true, method: 'POST', body: 'bye', ")
LAST_WORDS = (
    Way("pagehide-fetch", "fetch as the page goes", script=on("pagehide", KEEPALIVE), third=True, leaving=True),
    Way(
        "pagehide-beacon",
        "a beacon as the page goes",
        script=on("pagehide", "navigator.sendBeacon('%url%', 'bye');"),
        third=True,
        leaving=True,
    ),
    Way(
        "unload-beacon",
        "a beacon as the page ends",
        script=on("beforeunload", "navigator.sendBeacon('%url%', 'bye');"),
        leaving=True,
    ),
    Way(
        "hidden-beacon",
        "a beacon as the page is no longer seen",
        script="document." + on("visibilitychange", "navigator.sendBeacon('%url%', 'bye');"),
        leaving=True,
    ),
    Way(
        "fetch-later-leaving",
        "fetch that waits for the page to go",
        script="fetchLater('%url%', {credentials: 'include'});",
        leaving=True,
        offered=LATER,
    ),
)

SENDS = (*BY_MARKUP, *REQUESTS, *WORKERS, *LAST_WORDS)
CASES = {case.name: case for case in cases(SENDS)}
