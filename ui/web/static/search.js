// Search: every passage that mentions some words, marked, a page at a time; each opens its article there.
"use strict";
window.groundwire.search = (() => {
  const { make, button, fill, article, showTab } = window.groundwire;
  const HINT = "Words in “quotation marks” stand side by side; a star* takes longer words too.";
  let server = null;
  let asked = 0; // counts the searches, so that the reply to an older one is left alone

  const field = make("input", { id: "gw-words", type: "search", autocomplete: "off", maxLength: 500 });
  const form = make("form", { role: "search" },
    make("label", { htmlFor: "gw-words", class: "gw-sr" }, "Words to look for"),
    field, make("button", { type: "submit", class: "gw-find" }, "Search"));
  const told = make("p", { class: "gw-told", role: "status" }, HINT);
  const list = make("ol", { class: "gw-found" });
  const more = button("Show more", () => find(list.childElementCount), { class: "gw-plain", hidden: true });
  const parts = make("div", { class: "gw-search" }, make("h2", {}, "Search"),
    make("p", { class: "gw-lead" }, "Every passage that mentions your words, without a question."), form, told, list, more);

  async function find(offset) {
    const search = ++asked;
    const words = offset ? list.dataset.words : field.value;
    told.textContent = "Searching…";
    const reply = await server.find_mentions({ words, offset });
    if (search !== asked) return;
    if (!offset) list.replaceChildren();
    list.dataset.words = words;
    told.classList.toggle("gw-wrong", Boolean(reply.error));
    told.textContent = reply.error || counted(reply);
    const rows = (reply.mentions || []).map(row);
    list.append(...rows);
    more.hidden = Boolean(reply.error) || list.childElementCount >= reply.total;
    if (offset && rows.length) rows[0].querySelector("a").focus();
  }

  function counted({ total, words }) {
    if (!total) return `No passage mentions ${words.trim()}.`;
    return total === 1 ? "1 passage mentions it." : `${total} passages mention it, the newest article first.`;
  }

  function row(one) {
    const targets = one.marks.map((mark) => ({ document: one.document, version: one.version, mention: true, ...mark }));
    const all = targets.length ? targets : [{ document: one.document, version: one.version, start: one.start, end: one.end }];
    const title = make("a", { class: "gw-found-title", href: article.address(all[0]) }, one.title);
    const words = make("p", { class: "gw-found-text" }, ...one.pieces.map((piece) => (
      piece.mark === null ? piece.text : make("mark", { class: "gw-mark" }, piece.text))));
    const element = make("li", {}, title, make("span", { class: "gw-found-date" }, one.published || "undated"), words);
    element.addEventListener("click", (event) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
      const marks = [...words.querySelectorAll("mark")];
      const pressed = marks.indexOf(event.target.closest("mark"));
      if (!plain || (pressed < 0 && !event.target.closest("a"))) return;
      event.preventDefault();
      showTab("Ask");
      const number = pressed < 0 ? 0 : one.pieces.filter((piece) => piece.mark !== null)[pressed].mark;
      article.open(all[number], { marks: all, from: "Search", focus: true });
    });
    return element;
  }

  function connect({ server: functions }) {
    server = functions;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      find(0);
    });
  }

  window.groundwire.part({ connect, look: () => fill("#gw-search-parts", parts) });
})();
