// What the auditor asks a frame: whether it is still, and what its origin keeps. Runs before hooks.js, with the browser's
// own functions, so that nothing asked here is taken for a call of the page. KEY is a random word of this visit.
(() => {
  "use strict";
  // What the auditor waits for: the last change of the page, the last long task, one-shot timers still to come.
  // A timer that keeps setting the next one is a clock, not a late banner: after six in a row it no longer counts.
  const timers = new Map(), state = { mutated: 0, busy: 0 };
  let depth = 0;
  const apply = Reflect.apply, nativeSet = globalThis.setTimeout, nativeClear = globalThis.clearTimeout;
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
  const quiet = () => {
    const t = performance.now();
    let pending = 0;
    for (const due of timers.values()) if (due > t - 50) pending++;
    return { ready: document.readyState !== "loading", still: t - Math.max(state.mutated, state.busy), pending };
  };

  const { stringify } = JSON, LONGEST = 4096, MOST = 50, LIMIT_MS = 1500;
  const EUROPE = new Set("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH".split(" "));
  const bound = (object, ...names) => Object.fromEntries(names.map((n) => [n, object && typeof object[n] === "function" ? object[n].bind(object) : null]));
  const take = (name) => { try { return globalThis[name]; } catch { return undefined; } };
  const database = bound(take("indexedDB"), "databases", "open"), cacheStorage = bound(take("caches"), "keys", "open");
  const getAll = globalThis.IDBObjectStore && IDBObjectStore.prototype.getAll, listen = EventTarget.prototype.addEventListener;
  const cacheKeys = globalThis.Cache && Cache.prototype.keys, cacheMatch = globalThis.Cache && Cache.prototype.match, text = Response.prototype.text;
  const done = (request) => new Promise((yes, no) => { for (const [n, f] of [["success", () => yes(request.result)], ["error", no], ["blocked", no], ["upgradeneeded", no]]) apply(listen, request, [n, f]); });
  const shown = (value) => { try { return (stringify(value) ?? "").slice(0, LONGEST); } catch { return ""; } };

  const databases = async () => {
    const rows = [];
    for (const { name } of database.databases ? (await database.databases()).slice(0, MOST) : []) {
      const db = await done(database.open(name));
      try {
        for (const store of [...db.objectStoreNames].slice(0, MOST)) rows.push([name + "/" + store, shown(await done(apply(getAll, db.transaction(store).objectStore(store), [null, MOST])))]);
        if (!db.objectStoreNames.length) rows.push([name, ""]);
      } finally { db.close(); }
    }
    return rows;
  };
  const cached = async () => {
    const rows = [];
    for (const name of cacheStorage.keys ? (await cacheStorage.keys()).slice(0, MOST) : []) {
      const cache = await cacheStorage.open(name);
      for (const request of (await apply(cacheKeys, cache, [])).slice(0, MOST)) {
        const url = new URL(request.url), answer = await apply(cacheMatch, cache, [request]);
        const words = answer && /json|text\/plain/.test(answer.headers.get("content-type") || "");
        rows.push([name + " " + (url.origin === location.origin ? url.pathname : url.href), words ? (await apply(text, answer, [])).slice(0, LONGEST) : ""]);
      }
    }
    return rows;
  };
  const files = async () => {
    const rows = [], storage = navigator.storage;
    if (!storage || !storage.getDirectory) return rows;
    for await (const [name, handle] of (await storage.getDirectory()).entries()) {
      if (handle.kind === "file" && rows.length < MOST) rows.push([name, (await (await handle.getFile()).slice(0, LONGEST).text())]);
    }
    return rows;
  };
  const workers = async () => (navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).map((r) => [r.scope, (r.active || r.waiting || r.installing || {}).scriptURL || ""]) : []);
  const asked = async () => {
    const rows = [], ask = (name, ...a) => new Promise((yes) => { if (typeof window[name] !== "function") return yes(null); try { window[name](...a, (v, ok) => yes(ok === false ? null : v)); } catch { yes(null); } });
    const tc = await ask("__tcfapi", "getTCData", 2), gpp = await ask("__gpp", "ping");
    if (tc && typeof tc.gdprApplies === "boolean") rows.push(["gdpr-applies", String(tc.gdprApplies)]);
    if (tc && tc.tcString) rows.push(["tcf", String(tc.tcString).slice(0, LONGEST)]);
    if (gpp && gpp.gppString) rows.push(["gpp", String(gpp.gppString).slice(0, LONGEST)]);
    // Defaults for everybody, then those for regions of Europe, then updates: a region goes before everybody, wherever it
    // stands, and what is set for other parts of the world says nothing of this visitor.
    const calls = (Array.isArray(window.dataLayer) ? window.dataLayer.slice(-500) : []).filter((row) => row && row[0] === "consent" && row[2] && typeof row[2] === "object").map((row) => [row[1], row[2]]);
    const rank = ([way, { region }]) => (way !== "default" ? 2 : Array.isArray(region) && region.length ? 1 : 0);
    const here = ([way, { region }]) => way !== "default" || !Array.isArray(region) || !region.length || region.some((r) => EUROPE.has(String(r).slice(0, 2).toUpperCase()));
    let mode = null;
    for (const call of calls.filter(here).sort((a, b) => rank(a) - rank(b))) mode = { ...mode, ...call[1] };
    if (mode) rows.push(["google-consent-mode", shown(mode)]);
    return rows;
  };
  // `more` is false while nothing of the visit has used a database, a cache, a private file or a worker.
  const kept = async (more) => {
    const found = { "indexed-db": null, cache: null, "file-system": null, "service-worker": null, answers: null, text: null };
    const fill = async (name, from) => { try { found[name] = await from(); } catch { /* closed to this frame */ } };
    const stored = more ? [fill("indexed-db", databases), fill("cache", cached), fill("file-system", files), fill("service-worker", workers)] : [];
    const all = Promise.all([...stored, fill("answers", asked), fill("text", () => (document.body ? document.body.innerText.length : 0))]);
    await Promise.race([all, new Promise((yes) => nativeSet(yes, LIMIT_MS))]);
    return found;
  };
  Object.defineProperty(window, Symbol.for("__KEY__"), { enumerable: false, value: { sink: null, quiet, kept } });
})();
