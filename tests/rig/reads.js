// What the ways to read and the ways to leave have in common, for pages and workers alike.
const pair = (jar, key) => jar.split("; ").map((p) => p.split("=")).find(([name]) => name === key)[1];
const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
const database = (key) => {
  const request = indexedDB.open(key, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("ids");
  return asked(request);
};
const rows = async (key) => (await database(key)).transaction("ids").objectStore("ids");
const root = () => navigator.storage.getDirectory();
const post = (url, body, more) => fetch(url, { method: "POST", mode: "no-cors", body, ...more });

const frame = async (attributes) => {
  const made = Object.assign(document.createElement("iframe"), attributes);
  const loaded = new Promise((done) => made.addEventListener("load", done, { once: true }));
  document.body.append(made);
  await loaded;
  return made;
};
const worked = (worker) => new Promise((done, failed) => {
  worker.onmessage = done;
  worker.onerror = (event) => failed(event.message);
});
const installed = async (url, scope) => {
  const registration = await navigator.serviceWorker.register(url, { scope });
  const worker = registration.installing || registration.waiting || registration.active;
  while (worker.state !== "activated") await new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
};

const hex = (bytes) => Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, "0")).join("");
const bytes = (text) => new TextEncoder().encode(text);
const digest = (name, text) => crypto.subtle.digest(name, bytes(text));
const urlSafe = (text) => btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
const percent = (text) => text.replace(/./g, (c) => "%" + c.charCodeAt(0).toString(16).padStart(2, "0"));

// RFC 1321, for texts of up to 55 characters: one block.
const md5 = (text) => {
  const block = new Uint8Array(64), view = new DataView(block.buffer);
  block.set(bytes(text));
  block[text.length] = 0x80;
  view.setUint32(56, text.length * 8, true);
  const turns = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
  const start = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  let [a, b, c, d] = start;
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const f = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round];
    const g = [i, 5 * i + 1, 3 * i + 5, 7 * i][round] % 16;
    const sum = (a + f + Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) + view.getUint32(g * 4, true)) | 0;
    const turn = turns[round][i % 4];
    [a, d, c, b] = [d, c, b, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0];
  }
  const out = new DataView(new ArrayBuffer(16));
  [a, b, c, d].forEach((word, n) => out.setUint32(n * 4, word + start[n], true));
  return hex(out.buffer);
};

const keep = {
  cookie: () => 0,
  "local-storage": (key, value) => localStorage.setItem(key, value),
  "session-storage": (key, value) => sessionStorage.setItem(key, value),
  "indexed-db": async (key, value) => {
    const opened = await database(key);
    await asked(opened.transaction("ids", "readwrite").objectStore("ids").put({ id: value, visits: 1 }, "visitor"));
    opened.close();
  },
  cache: async (key, value) => (await caches.open(key)).put("/kept/" + key, new Response(value)),
  etag: (key, value, etag) => fetch(etag),
  "window-name": (key, value) => {
    localStorage.setItem(key, value);
    window.name = JSON.stringify({ ...JSON.parse(window.name || "{}"), [key]: value });
  },
  file: async (key, value) => {
    localStorage.setItem(key, value);
    const stream = await (await (await root()).getFileHandle(key, { create: true })).createWritable();
    await stream.write(value);
    await stream.close();
  },
};
