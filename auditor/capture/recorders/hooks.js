// Runs in every frame before the page's own scripts. NAME is the binding, KEY a random word of this visit.
(() => {
  "use strict";
  const own = globalThis["__NAME__"];
  try { delete globalThis["__NAME__"]; } catch { /* not configurable: it stays visible */ }
  if (typeof own !== "function") return;
  const key = Symbol.for("__KEY__");
  // A frame that is removed takes its binding with it, so a same-origin parent's sink is preferred.
  let sink = own;
  try { if (parent !== window && parent[key]) sink = parent[key].sink; } catch { /* another origin */ }

  const { stringify } = JSON, now = Date.now.bind(Date), apply = Reflect.apply, NativeError = Error;
  const stackOf = () => { const e = new NativeError(); return String(e.stack || "").split("\n").slice(3, 11); };
  const emit = (o, k, n, v) => {
    try { sink(stringify({ o, k, n: String(n).slice(0, 256), v: String(v).slice(0, 4096), t: now(), u: location.href, s: stackOf() })); }
    catch { try { own(stringify({ o, k, n: String(n).slice(0, 256), v: String(v).slice(0, 4096), t: now(), u: "", s: [] })); } catch { /* nothing left to tell */ } }
  };
  const wrap = (object, name, after) => {
    const native = object && object[name];
    if (typeof native !== "function") return;
    const value = new Proxy(native, { apply(target, self, args) { const result = apply(target, self, args); after(self, args, result); return result; } });
    Object.defineProperty(object, name, { value, configurable: true, writable: true, enumerable: true });
  };

  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  if (cookie) Object.defineProperty(Document.prototype, "cookie", {
    configurable: true, enumerable: true,
    get: new Proxy(cookie.get, { apply(t, self, a) { const v = apply(t, self, a); emit("cookie-get", "cookie", "", v); return v; } }),
    set: new Proxy(cookie.set, { apply(t, self, a) { emit("cookie-set", "cookie", String(a[0]).split("=")[0].trim(), a[0]); return apply(t, self, a); } }),
  });
  if (globalThis.CookieStore) {
    for (const n of ["get", "getAll"]) wrap(CookieStore.prototype, n, (_, __, r) => r.then((v) => emit("cookie-get", "cookie", "", (Array.isArray(v) ? v : v ? [v] : []).map((c) => c.name + "=" + c.value).join("; ")), () => 0));
    wrap(CookieStore.prototype, "set", (_, a) => { const c = typeof a[0] === "object" ? a[0] : { name: a[0], value: a[1] }; emit("cookie-set", "cookie", c.name, c.name + "=" + c.value); });
  }
  let local = null, session = null;
  try { local = localStorage; session = sessionStorage; } catch { /* sandboxed */ }
  const area = (self) => (self === session ? "session-storage" : "local-storage");
  if (globalThis.Storage) {
    wrap(Storage.prototype, "getItem", (self, a, r) => { if (r !== null) emit("storage-get", area(self), a[0], r); });
    wrap(Storage.prototype, "setItem", (self, a) => emit("storage-set", area(self), a[0], a[1]));
    wrap(Storage.prototype, "removeItem", (self, a) => emit("storage-remove", area(self), a[0], ""));
  }
  if (globalThis.IDBFactory) wrap(IDBFactory.prototype, "open", (_, a) => emit("database-open", "indexed-db", a[0], ""));
  if (globalThis.Navigator) wrap(Navigator.prototype, "sendBeacon", (_, a) => emit("beacon", null, a[0], typeof a[1] === "string" ? a[1] : ""));
  if (globalThis.WebSocket) wrap(WebSocket.prototype, "send", (self, a) => emit("socket-send", null, self.url, typeof a[0] === "string" ? a[0] : ""));

  // What the auditor waits for: the last change of the page, the last long task, one-shot timers still to come.
  // A timer that keeps setting the next one is a clock, not a late banner: after six in a row it no longer counts.
  const timers = new Map(), state = { mutated: 0, busy: 0 };
  let depth = 0;
  const nativeSet = globalThis.setTimeout, nativeClear = globalThis.clearTimeout;
  globalThis.setTimeout = new Proxy(nativeSet, { apply(t, self, args) {
    const [fn, delay, ...rest] = args, level = depth, wait = Number(delay) || 0;
    if (typeof fn !== "function" || wait > 8000 || level > 5) return apply(t, self, args);
    const id = apply(t, self, [function () { timers.delete(id); const before = depth; depth = level + 1; try { return apply(fn, this, arguments); } finally { depth = before; } }, delay, ...rest]);
    timers.set(id, performance.now() + wait);
    return id;
  } });
  globalThis.clearTimeout = new Proxy(nativeClear, { apply(t, self, args) { timers.delete(args[0]); return apply(t, self, args); } });
  const watch = () => new MutationObserver(() => { state.mutated = performance.now(); }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  try { watch(); } catch { /* no document yet */ }
  try { new PerformanceObserver((list) => { for (const e of list.getEntries()) state.busy = Math.max(state.busy, e.startTime + e.duration); }).observe({ type: "longtask" }); } catch { /* not offered */ }
  Object.defineProperty(window, key, { enumerable: false, value: { sink, quiet: () => {
    const t = performance.now();
    let pending = 0;
    for (const due of timers.values()) if (due > t - 50) pending++;
    return { ready: document.readyState !== "loading", still: t - Math.max(state.mutated, state.busy), pending };
  } } });
})();
