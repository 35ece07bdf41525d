// Reads tables and lists of labels and values in and below an element, open shadow roots and reachable frames included.
// Called with the element as `this` and the limits; everything a page can name or replace is asked through prototypes.
function (limits) {
  const getter = (proto, name) => { const g = Object.getOwnPropertyDescriptor(proto, name).get; return (e) => g.call(e); };
  const nodesOf = getter(Node.prototype, "childNodes"), parentNode = getter(Node.prototype, "parentNode"), typeOf = getter(Node.prototype, "nodeType"), valueOf = getter(Node.prototype, "nodeValue");
  const shadowOf = getter(Element.prototype, "shadowRoot"), nameOf = getter(Element.prototype, "localName"), hostOf = getter(ShadowRoot.prototype, "host"), slotOf = getter(Element.prototype, "assignedSlot");
  const documentOf = getter(HTMLIFrameElement.prototype, "contentDocument"), rootOf = getter(Document.prototype, "documentElement");
  const attribute = (e, name) => Element.prototype.getAttribute.call(e, name) || "", isElement = (n) => typeOf(n) === 1;
  const role = (e) => attribute(e, "role").toLowerCase(), until = performance.now() + limits.time;
  const SILENT = new Set(["script", "style", "template", "noscript", "svg", "head", "select", "textarea", "option", "audio", "video", "canvas"]);
  const INLINE = new Set(["a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "kbd", "label", "mark", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var", "wbr", "#text", "slot"]);
  const told = { tables: [], cut: false, frames: 0, closed: 0 };
  let cells = 0;

  function kids(e) {
    const name = nameOf(e);
    if (SILENT.has(name)) return [];
    if (name === "iframe") { try { const d = documentOf(e); return d && rootOf(d) ? [rootOf(d)] : []; } catch { return []; } }
    const shadow = shadowOf(e);
    if (name === "slot") { const given = HTMLSlotElement.prototype.assignedNodes.call(e, { flatten: true }); if (given.length) return given; }
    return Array.from(nodesOf(shadow || e));
  }
  function parent(e) {
    const slot = slotOf(e);
    if (slot) return slot;
    const up = parentNode(e);
    return up && typeOf(up) === 11 ? (up instanceof ShadowRoot ? hostOf(up) : null) : up && isElement(up) ? up : null;
  }
  function words(e, depth, out) {
    for (const n of kids(e)) {
      if (out.length > limits.cell) return;
      const type = typeOf(n);
      if (type === 3) out.text += valueOf(n).slice(0, limits.cell + 1).replace(/\s+/g, " ");
      else if (type === 1 && depth < limits.depth) {
        const apart = !INLINE.has(nameOf(n));
        if (apart) out.text += "\n";
        words(n, depth + 1, out);
        if (apart) out.text += "\n";
      }
      out.length = out.text.length;
    }
  }
  const tidy = (text) => text.split("\n").map((l) => l.replace(/\s+/g, " ").trim()).filter(Boolean).join("\n");
  function text(e) {
    const out = { text: "", length: 0 };
    words(e, 0, out);
    const whole = tidy(out.text);
    if (whole.length > limits.cell) told.cut = true;
    return whole.slice(0, limits.cell);
  }
  const line = (e) => text(e).replace(/\n/g, " ");
  const elements = (e) => kids(e).filter(isElement);
  function below(e, most, wanted, stop, found = []) {
    const stack = elements(e).reverse();
    for (let n = 0; stack.length && n < most; n++) {
      const one = stack.pop();
      if (wanted(one)) found.push(one);
      if (!stop || !stop(one)) stack.push(...elements(one).reverse());
    }
    return found;
  }
  const isTable = (e) => nameOf(e) === "table" || ["table", "grid", "treegrid"].includes(role(e));
  const isRow = (e) => nameOf(e) === "tr" || role(e) === "row";
  const isHead = (e) => (nameOf(e) === "th" && role(e) !== "rowheader" && attribute(e, "scope") !== "row") || role(e) === "columnheader";
  const isCell = (e) => ["th", "td"].includes(nameOf(e)) || ["cell", "gridcell", "columnheader", "rowheader"].includes(role(e));
  const span = (e, name) => Math.max(1, Math.min(parseInt(attribute(e, name), 10) || 1, limits.span));

  function grid(table) {
    let header = [], carried = [];
    const rows = [];
    for (const tr of below(table, limits.nodes, isRow, (e) => isRow(e) || isTable(e))) {
      if (rows.length >= limits.rows || performance.now() > until) { told.cut = true; break; }
      const own = below(tr, limits.span * 8, isCell, isCell), row = [], next = [];
      for (let column = 0; (own.length || carried[column]) && column < limits.columns; column++) {
        const above = carried[column];
        if (above && above.left > 0) { row[column] = above.text; next[column] = { text: above.text, left: above.left - 1 }; continue; }
        const cell = own.shift();
        if (!cell) break;
        const said = text(cell), down = span(cell, "rowspan") - 1;
        for (let wide = span(cell, "colspan"); wide > 0 && column < limits.columns; wide--, column++) { row[column] = said; next[column] = { text: said, left: down }; }
        column--;
      }
      if (own.length) told.cut = true;
      carried = next;
      const heads = below(tr, limits.span * 8, isCell, isCell), head = heads.length > 1 && heads.every(isHead);
      if (head && !header.length && !rows.length) header = row.slice();
      else if (row.some(Boolean)) rows.push(Array.from(row, (c) => c || ""));
    }
    return { header, rows };
  }
  function list(dl) {
    const rows = [];
    let label = "";
    for (const e of below(dl, limits.nodes, (x) => ["dt", "dd"].includes(nameOf(x)), (x) => ["dt", "dd", "dl"].includes(nameOf(x)))) {
      if (nameOf(e) === "dt") label = line(e);
      else rows.push([label, text(e)]);
    }
    return rows.slice(0, limits.rows);
  }
  function pair(e) {
    if (isTable(e) || isRow(e) || ["dl", "ul", "ol", "nav", "form"].includes(nameOf(e)) || Element.prototype.querySelectorAll.call(e, "*").length > limits.pair) return null;
    const whole = text(e), first = elements(e).find((x) => text(x));
    const label = first ? text(first) : "";
    if (label && label.length <= limits.label && !label.includes("\n") && whole.startsWith(label) && whole.length > label.length)
      return [label.replace(/\s*:$/, ""), whole.slice(label.length).replace(/^[\s:]+/, "")];
    const split = /^([^:\n]{2,40}):\s*(\S.*)$/.exec(whole);
    return split ? [split[1], split[2]] : null;
  }
  function pairs(e) {
    const inside = elements(e);
    if (inside.length < 2 || inside.length > limits.rows) return [];
    const found = inside.map(pair).filter((p) => p && p[0] && p[1]);
    return found.length > 1 && found.length * 2 >= inside.length ? found : [];
  }
  function title(e) {
    for (let up = e, n = 0; up && n < 4; up = parent(up), n++) {
      const around = parent(up), before = around ? elements(around) : [];
      const first = before.slice(0, Math.max(0, before.indexOf(up))).map(text).find(Boolean);
      if (first) return first.split("\n")[0].slice(0, limits.label * 2);
    }
    return "";
  }
  function level(e) {
    const name = nameOf(e), kind = role(e);
    if (/^h[1-6]$/.test(name)) return Number(name[1]);
    if (kind === "heading") return Number(attribute(e, "aria-level")) || 2;
    if (["caption", "legend", "summary"].includes(name)) return 7;
    if (kind === "tab" || (["button", "a"].includes(name) || kind === "button") && (attribute(e, "aria-expanded") || attribute(e, "aria-controls"))) return 8;
    const only = ["p", "div"].includes(name) ? elements(e) : [];
    return only.length === 1 && ["strong", "b"].includes(nameOf(only[0])) && text(only[0]) === text(e) ? 9 : 0;
  }
  function headings(e) {
    const found = [];
    let least = 99;
    const take = (x) => { const at = level(x), said = at && at < least ? line(x) : ""; if (said && said.length <= limits.label * 4) { found.push(said); least = at; } };
    if (isTable(e)) { below(e, 3, (x) => nameOf(x) === "caption").forEach(take); least = 99; }
    for (let up = e, n = 0; up && n < 25 && found.length < 4; up = parent(up), n++) {
      const around = parent(up), all = around ? elements(around) : [], named = attribute(up, "aria-label");
      for (const before of all.slice(0, Math.max(0, all.indexOf(up))).reverse().slice(0, 80)) {
        take(before);
        if (!level(before)) below(before, 40, (x) => level(x) > 0).reverse().forEach(take);
      }
      if (named && named.length <= limits.label && up !== e && nameOf(up) !== "body") found.push(named);
      if (around && ["body", "main"].includes(nameOf(around)) && found.length) break;
    }
    return found.slice(0, 4);
  }
  function keep(e, header, rows) {
    if (!rows.length || told.tables.length >= limits.tables || cells > limits.cells) { told.cut = told.cut || rows.length > 0; return; }
    cells += rows.reduce((sum, row) => sum + row.length, 0);
    const shown = Element.prototype.checkVisibility.call(e, { opacityProperty: true, visibilityProperty: true });
    told.tables.push({ headings: headings(e), header, rows, shown });
  }
  function panel(e) {
    for (let up = e; up; up = parent(up)) {
      if (["body", "html"].includes(nameOf(up))) break;
      if (nameOf(up) === "dialog" || role(up) === "dialog" || getComputedStyle(up).position === "fixed") return up;
    }
    return e;
  }
  function visit(root) {
    const stack = [root];
    for (let n = 0; stack.length; n++) {
      if (n > limits.nodes || performance.now() > until) { told.cut = true; return; }
      const e = stack.pop(), name = nameOf(e);
      if (SILENT.has(name)) continue;
      if (name === "iframe" && !kids(e).length && e.getBoundingClientRect && Element.prototype.checkVisibility.call(e)) { const box = Element.prototype.getBoundingClientRect.call(e); if (box.width > 99 && box.height > 49) told.frames++; }
      if (attribute(e, "aria-expanded") === "false") { const id = attribute(e, "aria-controls"); if (!id || !document.getElementById(id) || !text(document.getElementById(id))) told.closed++; }
      if (isTable(e) && !below(e, limits.nodes, isTable).length) { const { header, rows } = grid(e); keep(e, header, rows); continue; }
      if (name === "dl") { keep(e, [], list(e)); continue; }
      const found = pairs(e);
      if (found.length) { const above = title(e); keep(e, [], [...(above ? [["", above]] : []), ...found]); }
      stack.push(...elements(e).reverse());
    }
  }
  visit(limits.whole ? this : panel(this));
  return told;
}
