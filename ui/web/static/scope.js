// What a question is asked of: all articles, or some, and the days they were published in.
"use strict";
window.groundwire.scope = (() => {
  const { make, button, fill, library } = window.groundwire;
  const KEPT = "groundwire-scope";
  const MANY = 12; // from here on the articles can be searched
  const chosen = new Set();
  let documents = [];
  let lost = false; // what was chosen was removed since

  const opener = button("", () => show(panel.hidden), { class: "gw-scope-opener", ariaExpanded: "false", ariaHasPopup: "dialog" });
  const clearer = button("Clear", () => { clear(); opener.focus(); }, { class: "gw-plain", ariaLabel: "Clear: ask all articles", hidden: true });
  const words = make("input", { type: "search", class: "gw-field", placeholder: "Find an article", ariaLabel: "Find an article", autocomplete: "off", hidden: true });
  const boxes = make("div", { class: "gw-scope-articles", role: "group", ariaLabel: "Articles", tabIndex: 0 });
  const first = make("input", { type: "date", class: "gw-field" });
  const last = make("input", { type: "date", class: "gw-field" });
  const said = make("p", { class: "gw-scope-said", role: "status" });
  const days = make("div", { class: "gw-scope-days" }, make("label", {}, "Published from", first), make("label", {}, "to", last));
  const done = button("Done", () => show(false), { class: "gw-button" });
  const clearAll = button("Clear", () => { clear(); said.textContent = told(); }, { class: "gw-button gw-quiet-button" });
  const panel = make("div", { class: "gw-scope-panel", role: "dialog", ariaLabel: "What to ask", hidden: true },
    make("p", { class: "gw-scope-hint" }, "Tick the articles to ask; none ticked means all."),
    words, boxes, days, said, make("div", { class: "gw-scope-buttons" }, done, clearAll));
  const root = make("div", { class: "gw-scope" }, opener, clearer, panel);

  // As the server takes it; null for everything.
  function current() {
    const range = first.value || last.value ? [first.value || null, last.value || null] : null;
    return chosen.size || range ? { documents: chosen.size ? [...chosen] : null, published: range } : null;
  }

  function asked() {
    const within = (one) => (!first.value || one.published >= first.value) && (!last.value || one.published <= last.value);
    const dated = (one) => !(first.value || last.value) || (one.published && within(one));
    return documents.filter((one) => (!chosen.size || chosen.has(one.document)) && dated(one));
  }

  const backwards = () => first.value && last.value && first.value > last.value;

  function told() {
    const total = documents.length;
    if (lost) return `What was chosen was removed. Asking all ${total} article${total === 1 ? "" : "s"}`;
    const all = `${total} article${total === 1 ? "" : "s"}`;
    if (backwards()) return "The first day comes after the last.";
    if (!current()) return total === 1 ? "Asking the one article" : `Asking all ${all}`;
    const dates = first.value || last.value ? ", by date" : "";
    return `Asking ${asked().length} of ${all}${dates}`;
  }

  function changed() {
    opener.textContent = told();
    clearer.hidden = !current();
    said.textContent = told();
    said.classList.toggle("gw-wrong", Boolean(backwards()));
    sessionStorage.setItem(KEPT, JSON.stringify({ documents: [...chosen], first: first.value, last: last.value }));
  }

  function clear() {
    lost = false;
    chosen.clear();
    first.value = last.value = "";
    for (const box of boxes.querySelectorAll("input")) box.checked = false;
    changed();
  }

  // Ask one article alone.
  function only(document_id) {
    clear();
    chosen.add(document_id);
    draw();
    changed();
  }

  function draw() {
    const fits = (one) => words.value.toLowerCase().split(/\s+/).every((word) => `${one.title} ${one.name}`.toLowerCase().includes(word));
    boxes.replaceChildren(...documents.filter(fits).map((one) => {
      const tick = make("input", { type: "checkbox", checked: chosen.has(one.document) });
      tick.addEventListener("change", () => { tick.checked ? chosen.add(one.document) : chosen.delete(one.document); changed(); });
      const day = one.day ? make("span", { class: "gw-scope-day" }, one.day) : null;
      return make("label", {}, tick, make("span", {}, one.title, day && " ", day));
    }));
  }

  function heard(held) {
    documents = held.documents;
    const before = chosen.size;
    for (const one of [...chosen]) if (!documents.some((there) => there.document === one)) chosen.delete(one);
    lost = (lost || before > 0) && !chosen.size;
    words.hidden = documents.length < MANY;
    root.hidden = !documents.length;
    draw();
    changed();
  }

  function show(open) {
    panel.hidden = !open;
    if (open && lost) { lost = false; changed(); }
    opener.ariaExpanded = String(open);
    if (open) (words.hidden ? boxes.querySelector("input") || first : words).focus();
    else opener.focus();
  }

  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (!kept) return;
    kept.documents.forEach((one) => chosen.add(one));
    [first.value, last.value] = [kept.first, kept.last];
  }

  function connect() {
    restore();
    words.addEventListener("input", draw);
    for (const day of [first, last]) day.addEventListener("change", changed);
    root.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) show(false); });
    document.addEventListener("pointerdown", (event) => {
      if (!panel.hidden && !root.contains(event.target)) { panel.hidden = true; opener.ariaExpanded = "false"; }
    });
    library.listen(heard);
  }

  window.groundwire.part({ connect, look: () => fill("#gw-scope", root) });
  return { current, only };
})();
