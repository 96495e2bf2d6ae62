// The library's tab: adding at the top, then the articles, searched and sorted, then the removed ones.
"use strict";
window.groundwire.listing = (() => {
  const { make, button, fill, library, entry, adding, pasting } = window.groundwire;
  const AT_ONCE = 100;
  const SORTS = {
    title: ["By title", null],
    published: ["Newest date first", (one) => one.published || ""],
    added: ["Last added first", (one) => one.added],
  };
  const BY_NAME = new Intl.Collator("en", { ignorePunctuation: true, numeric: true }); // “A title” among the As
  const rows = new Map(); // document -> { row, as: what it was made of }
  let held = { documents: [], removed: [] };
  let most = AT_ONCE;

  const words = make("input", { type: "search", class: "gw-search-field", placeholder: "Search titles and names", ariaLabel: "Search titles and names", autocomplete: "off" });
  const sort = make("select", { class: "gw-sort", ariaLabel: "Sort by" });
  for (const [value, [label]] of Object.entries(SORTS)) sort.append(make("option", { value }, label));
  const count = make("p", { class: "gw-count", role: "status" });
  const list = make("ul", { class: "gw-list", ariaLabel: "Articles" });
  const more = button("", () => { most += AT_ONCE; show(); }, { class: "gw-plain", hidden: true });
  const toolbar = make("div", { class: "gw-toolbar", hidden: true }, words, sort, count);
  const gone = make("ul", { class: "gw-list", ariaLabel: "Removed articles" });
  const goneCount = make("summary", {});
  const removed = make("details", { class: "gw-removed", hidden: true }, goneCount, gone);

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function wanted() {
    const asked = folded(words.value).split(/\s+/).filter(Boolean);
    const fits = (one) => asked.every((word) => folded(`${one.title} ${one.name}`).includes(word));
    const key = SORTS[sort.value][1];
    const found = held.documents.filter(fits);
    if (!key) return found.sort((one, other) => BY_NAME.compare(one.title, other.title));
    return found.sort((one, other) => (key(one) < key(other) ? 1 : key(one) > key(other) ? -1 : 0));
  }

  // The row of an article, the same one as before where nothing changed, so that the focus stays in it.
  function rowOf(one) {
    const as = JSON.stringify(one);
    const before = rows.get(one.document);
    if (!before || before.as !== as) {
      const open = Boolean(before && before.row.querySelector(".gw-details"));
      const made = entry.row(one, open);
      rows.set(one.document, { as, row: made });
      if (before && before.row.contains(document.activeElement)) setTimeout(() => made.querySelector(open ? "[type=submit]" : ".gw-entry-title").focus());
    }
    return rows.get(one.document).row;
  }

  function show() {
    const found = wanted();
    const shown = found.slice(0, most).map(rowOf);
    const same = shown.length === list.children.length && shown.every((row, place) => list.children[place] === row);
    if (!same) list.replaceChildren(...(shown.length ? shown : [nothing()]));
    const all = entry.counted(held.documents.length, "article");
    count.textContent = found.length === held.documents.length ? all : `${found.length} of ${all}`;
    more.hidden = found.length <= most;
    more.textContent = `Show ${Math.min(AT_ONCE, found.length - most)} more`;
    toolbar.hidden = !held.documents.length;
  }

  const nothing = () => make("li", { class: "gw-quiet" }, held.documents.length ? "No title or name has these words." : "The library is empty.");

  function heard(library) {
    held = library;
    show();
    removed.hidden = !held.removed.length;
    goneCount.textContent = `Removed articles (${held.removed.length})`;
    gone.replaceChildren(...held.removed.map(entry.removedRow));
  }

  function connect() {
    words.addEventListener("input", () => { most = AT_ONCE; show(); });
    sort.addEventListener("change", show);
    library.listen(heard);
  }

  const heading = make("div", { class: "gw-heading" }, make("h2", {}, "Library"), make("p", {}, "Add text files here, or drop them anywhere on the page."));
  const whole = make("div", { class: "gw-shelf" }, heading, adding.buttons(pasting.opener), pasting.form, adding.report, library.news, toolbar, list, more, removed);
  window.groundwire.part({ connect, look: () => fill("#gw-library", whole) });
})();
