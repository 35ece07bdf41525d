// Reports what scripts read, keep and send. Runs in every frame before the page's own scripts, and in workers.
// NAME is the binding, KEY a random word of this visit.
(() => {
  "use strict";
  const own = globalThis["__NAME__"];
  try { delete globalThis["__NAME__"]; } catch { /* not configurable: it stays visible */ }
  if (typeof own !== "function") return;
  const key = Symbol.for("__KEY__"), framed = typeof window === "object" && window === globalThis;
  // A frame that is removed takes its binding with it, so a same-origin parent's sink is preferred.
  let sink = own;
  try { if (framed && parent !== window && parent[key]) sink = parent[key].sink; } catch { /* another origin */ }

  const { stringify } = JSON, now = Date.now.bind(Date), apply = Reflect.apply, NativeError = Error, Promises = Promise;
  const LONGEST = 4096, LONGEST_BODY = 262144, born = framed ? performance.timeOrigin : null; // a worker may outlive its page
  const base = () => (framed ? document.baseURI : location.href);
  const stackOf = () => { const e = new NativeError(); return String(e.stack || "").split("\n").slice(3, 11); };
  const emit = (o, k, n, v, s = stackOf(), most = LONGEST) => {
    const text = String(v), row = { o, k, n: String(n).slice(0, 2048), v: text.slice(0, most), c: text.length > most, t: now(), b: born };
    try { sink(stringify({ ...row, u: location.href, s })); }
    catch { try { own(stringify({ ...row, u: "", s: [] })); } catch { /* nothing left to tell */ } }
  };
  const wrap = (object, name, after) => {
    const native = object && object[name];
    if (typeof native !== "function") return;
    const value = new Proxy(native, { apply(target, self, args) { const result = apply(target, self, args); try { after(self, args, result); } catch { /* ours alone */ } return result; } });
    Object.defineProperty(object, name, { value, configurable: true, writable: true, enumerable: true });
  };
  // Tells once in each document that more than cookies and web storage is used, so that states look for it.
  let told_ = false;
  const keeps = () => { if (!told_) { told_ = true; emit("keeps", null, "", "", []); } };
  const later = (promise, then) => { Promises.resolve(promise).then(then, () => 0); };

  // Cookies
  const cookie = framed && Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  if (cookie) Object.defineProperty(Document.prototype, "cookie", {
    configurable: true, enumerable: true,
    get: new Proxy(cookie.get, { apply(t, self, a) { const v = apply(t, self, a); emit("cookie-get", "cookie", "", v); return v; } }),
    set: new Proxy(cookie.set, { apply(t, self, a) { emit("cookie-set", "cookie", String(a[0]).split("=")[0].trim(), a[0]); return apply(t, self, a); } }),
  });
  if (globalThis.CookieStore) {
    for (const n of ["get", "getAll"]) wrap(CookieStore.prototype, n, (_, __, r) => { const s = stackOf(); later(r, (v) => emit("cookie-get", "cookie", "", (Array.isArray(v) ? v : v ? [v] : []).map((c) => c.name + "=" + c.value).join("; "), s)); });
    wrap(CookieStore.prototype, "set", (_, a) => { const c = typeof a[0] === "object" ? a[0] : { name: a[0], value: a[1] }; emit("cookie-set", "cookie", c.name, c.name + "=" + c.value + (c.expires == null ? "" : "; expires=" + new Date(Number(c.expires)).toUTCString())); });
    wrap(CookieStore.prototype, "delete", (_, a) => { const n = typeof a[0] === "object" ? a[0].name : a[0]; emit("cookie-set", "cookie", n, n + "=; max-age=0"); });
  }
  // Web storage
  let local = null, session = null;
  try { local = localStorage; session = sessionStorage; } catch { /* sandboxed, or a worker */ }
  const area = (self) => (self === session ? "session-storage" : "local-storage");
  if (globalThis.Storage) {
    wrap(Storage.prototype, "getItem", (self, a, r) => { if (r !== null) emit("storage-get", area(self), a[0], r); });
    wrap(Storage.prototype, "setItem", (self, a) => emit("storage-set", area(self), a[0], a[1]));
    wrap(Storage.prototype, "removeItem", (self, a) => emit("storage-remove", area(self), a[0], ""));
  }
  // Databases: an item is named database/store
  const json = (v) => { try { return stringify(v) ?? ""; } catch { return ""; } };
  const storeName = (store) => { const s = store.objectStore || store; return s.transaction.db.name + "/" + s.name; };
  const listen = globalThis.EventTarget && EventTarget.prototype.addEventListener;
  const onResult = (request, then) => apply(listen, request, ["success", () => { try { then(request.result); } catch { /* gone */ } }]);
  if (globalThis.IDBFactory) {
    wrap(IDBFactory.prototype, "open", (_, a) => keeps() || emit("database-open", "indexed-db", a[0], ""));
    for (const store of [IDBObjectStore.prototype, IDBIndex.prototype]) {
      for (const n of ["get", "getAll"]) wrap(store, n, (self, _, r) => { const s = stackOf(), name = storeName(self); onResult(r, (v) => { if (v !== undefined) emit("database-get", "indexed-db", name, json(v), s); }); });
      wrap(store, "openCursor", (self, _, r) => { const s = stackOf(), name = storeName(self); onResult(r, (c) => { if (c) emit("database-get", "indexed-db", name, json(c.value), s); }); });
    }
    for (const n of ["put", "add"]) wrap(IDBObjectStore.prototype, n, (self, a) => emit("database-set", "indexed-db", storeName(self), json(a[0])));
  }
  // Caches: an item is named cache and address
  const names = new WeakMap(), textOf = globalThis.Response && Response.prototype.text, cloneOf = globalThis.Response && Response.prototype.clone;
  const where = (r) => { const u = new URL(typeof r === "string" ? r : r.url ?? r, base()); return u.origin === location.origin ? u.pathname : u.href; };
  const bodyOf = (response) => apply(textOf, apply(cloneOf, response, []), []);
  if (globalThis.CacheStorage) {
    wrap(CacheStorage.prototype, "open", (_, a, r) => keeps() || later(r, (c) => names.set(c, String(a[0]))));
    const matched = (self, a, r) => { const s = stackOf(); later(r, (v) => v && later(bodyOf(v), (t) => emit("cache-get", "cache", (names.get(self) || "") + " " + where(a[0]), t, s))); };
    wrap(CacheStorage.prototype, "match", matched);
    wrap(Cache.prototype, "match", matched);
    wrap(Cache.prototype, "put", (self, a) => { const s = stackOf(), name = (names.get(self) || "") + " " + where(a[0]); later(bodyOf(a[1]), (t) => emit("cache-set", "cache", name, t, s)); });
  }
  // What leaves the page, with its body: the developer tools miss what is sent while a page goes away
  const told = (o, url, body) => {
    const s = stackOf(), say = (text) => emit(o, null, url, text, s, LONGEST_BODY);
    if (body === undefined || body === null) return say("");
    if (typeof body === "string" || body instanceof URLSearchParams) return say(body);
    if (globalThis.FormData && body instanceof FormData) return say([...body.entries()].map(([k, v]) => k + "=" + (typeof v === "string" ? v : "")).join("&"));
    if (globalThis.Blob && body instanceof Blob) return later(body.text(), say);
    if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return say(Array.from(new Uint8Array(body.buffer || body, body.byteOffset || 0, body.byteLength).subarray(0, LONGEST_BODY + 1), (b) => String.fromCharCode(b)).join(""));
    return say("");
  };
  if (globalThis.fetch) wrap(globalThis, "fetch", (_, a) => {
    const given = a[1] && a[1].body, request = globalThis.Request && a[0] instanceof Request ? a[0] : null;
    told("fetch", request ? request.url : new URL(a[0], base()).href, given);
  });
  if (globalThis.fetchLater) wrap(globalThis, "fetchLater", (_, a) => told("fetch", new URL(typeof a[0] === "string" ? a[0] : a[0].url, base()).href, a[1] && a[1].body));
  if (globalThis.Request) { // a Request may carry its body: seen when it is made
    const Native = Request;
    globalThis.Request = new Proxy(Native, { construct(t, a, n) { const r = Reflect.construct(t, a, n); try { if (a[1] && a[1].body) told("fetch", r.url, a[1].body); } catch { /* ours alone */ } return r; } });
    try { Native.prototype.constructor = globalThis.Request; } catch { /* stays */ }
  }
  if (globalThis.XMLHttpRequest) {
    const opened = new WeakMap();
    wrap(XMLHttpRequest.prototype, "open", (self, a) => opened.set(self, new URL(a[1], base()).href));
    wrap(XMLHttpRequest.prototype, "send", (self, a) => told("fetch", opened.get(self) || "", typeof Document === "function" && a[0] instanceof Document ? "" : a[0]));
  }
  if (framed) wrap(Navigator.prototype, "sendBeacon", (_, a) => told("beacon", new URL(a[0], base()).href, a[1]));
  if (globalThis.WebSocket) wrap(WebSocket.prototype, "send", (self, a) => told("socket-send", self.url, a[0]));
  if (globalThis.StorageManager) wrap(StorageManager.prototype, "getDirectory", keeps);
  if (globalThis.ServiceWorkerContainer) wrap(ServiceWorkerContainer.prototype, "register", keeps);
  if (globalThis.Worker) globalThis.Worker = new Proxy(Worker, { construct(t, a, n) { keeps(); return Reflect.construct(t, a, n); } });
  if (globalThis.SharedWorker) globalThis.SharedWorker = new Proxy(SharedWorker, { construct(t, a, n) { keeps(); emit("shared-worker", null, a[0], ""); return Reflect.construct(t, a, n); } });

  // Active reading of the device: of each interface the first calls of each script are enough, with what they gave
  const counts = new Map(), MOST_READS = 400, READS_OF_ONE = 3, LONGEST_READ = 65536, MOST_FONTS = 50;
  const reading = (name) => {
    const total = (counts.get(name) || 0) + 1;
    counts.set(name, total);
    if (total > MOST_READS) { if (total === MOST_READS + 1) emit("device-read", null, "unheard", ""); return null; }
    const s = stackOf(), call = s.find((line) => /(https?|blob):/.test(line)) || "", by = name + " " + call.replace(/^.*?(?=https?:|blob:)|:\d+:\d+\)?$/g, "");
    const n = (counts.get(by) || 0) + 1;
    counts.set(by, n);
    return n > READS_OF_ONE ? null : (value) => emit("device-read", null, name, value, s, LONGEST_READ);
  };
  const device = (name, value = "") => { const say = reading(name); if (say) say(value); };
  const deviceLater = (name, promise) => { const say = reading(name); if (say) Promises.resolve(promise).then((v) => say(json(v)), () => say("")); };
  const getter = (object, name, after) => {
    const native = object && Object.getOwnPropertyDescriptor(object, name);
    if (!native || !native.get || !native.configurable) return;
    Object.defineProperty(object, name, { ...native, get: new Proxy(native.get, { apply(t, self, a) { const v = apply(t, self, a); try { after(self, v); } catch { /* ours alone */ } return v; } }) });
  };
  // Trying out fonts is measuring one after the other: fifty different ones, as Englehardt and Narayanan (2016) count
  const families = new Set();
  const probe = (family) => { if (family && families.add(family).size >= MOST_FONTS) { families.clear(); device("fonts"); } };
  for (const c of ["HTMLCanvasElement", "OffscreenCanvas"]) if (globalThis[c]) {
    wrap(globalThis[c].prototype, "toDataURL", (_, __, r) => device("canvas", r));
    for (const n of ["toBlob", "convertToBlob"]) wrap(globalThis[c].prototype, n, () => device("canvas"));
  }
  for (const c of ["CanvasRenderingContext2D", "OffscreenCanvasRenderingContext2D"]) if (globalThis[c]) {
    wrap(globalThis[c].prototype, "getImageData", () => device("canvas"));
    wrap(globalThis[c].prototype, "measureText", (self) => probe(self.font.slice(self.font.indexOf("px") + 2)));
  }
  for (const gl of ["WebGLRenderingContext", "WebGL2RenderingContext"]) if (globalThis[gl]) {
    wrap(globalThis[gl].prototype, "getParameter", (_, a, r) => { if (a[0] === 37445 || a[0] === 37446) device("webgl", r); });
    wrap(globalThis[gl].prototype, "readPixels", () => device("webgl"));
  }
  if (globalThis.OfflineAudioContext) wrap(OfflineAudioContext.prototype, "startRendering", () => device("audio"));
  if (globalThis.FontFaceSet) wrap(FontFaceSet.prototype, "check", () => device("fonts"));
  if (framed) for (const n of ["offsetWidth", "offsetHeight"]) getter(HTMLElement.prototype, n, (self) => { if (self.hasAttribute("style")) probe(self.style.fontFamily); });
  if (globalThis.NavigatorUAData) wrap(NavigatorUAData.prototype, "getHighEntropyValues", (_, __, r) => deviceLater("client-hints", r));
  if (framed) for (const n of ["getBattery", "getGamepads", "requestMIDIAccess"]) wrap(Navigator.prototype, n, () => device(n));
  if (globalThis.MediaDevices) wrap(MediaDevices.prototype, "enumerateDevices", (_, __, r) => deviceLater("media-devices", r));
  if (globalThis.Screen) for (const n of ["availWidth", "availHeight", "colorDepth", "pixelDepth"]) getter(Screen.prototype, n, () => device("screen"));
  if (globalThis.Sensor) wrap(Sensor.prototype, "start", () => device("sensors"));

  if (framed) globalThis[key].sink = sink;
})();
