// The article beside the chat: fetched once, kept, and marked without asking the server again.
"use strict";
window.groundwire.article = (() => {
  const { make, button, wide, phone, calm, copy, showTab } = window.groundwire;
  const QUIET = "The article opens here, with the cited sentence marked.";
  const MISMATCH = "The cited words do not stand at this place of the article, so nothing is marked.";
  const NEWER = "The library holds a newer version of this article.";
  const GONE = "This article was removed from the library. What was cited from it can still be read.";
  const kept = new Map(); // "document version" -> promise of an article
  let server = null;
  let panel = null; // the parts of the panel, made once
  let shown = null; // { article, marks, active, chip, all, problem }
  let current = null; // id -> version of the library's documents, once the list was read

  // The article of a target, from memory where it was read before.
  function fetchArticle(target) {
    const name = `${target.document} ${target.version}`;
    if (!kept.has(name)) {
      kept.set(name, server.read_article({ document: target.document, version: target.version }));
      kept.get(name).then((article) => { if (article.error) kept.delete(name); });
    }
    return kept.get(name);
  }

  // Open the article of `target` ({document, version, start, end, quote, number, nearest}) at its mark;
  // `marks` are all citations of the same answer, `chip` is where the focus came from, `from` the tab to go back to.
  async function open(target, { marks = [target], chip = null, from = null, focus = false } = {}) {
    const article = await fetchArticle(target);
    if (article.error) return showProblem(article.error);
    const ofArticle = marks.filter((one) => one.document === target.document && one.version === target.version);
    show(article, ofArticle, target, chip, marks, null, from);
    if (focus) focusMark();
  }

  // Open what the page's address names; the server checks it and says what is wrong with it.
  async function openAddress(parameters) {
    const number = (name) => {
      const value = parameters.get(name);
      return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : value;
    };
    const request = { document: parameters.get("document"), version: parameters.get("version") };
    const article = await server.read_article({ ...request, start: number("start"), end: number("end") });
    if (article.error) return showProblem(article.error);
    const { mark, problem, ...rest } = article;
    kept.set(`${rest.document} ${rest.version}`, Promise.resolve(rest));
    const nearest = parameters.has("nearest");
    const target = { document: rest.document, version: rest.version, ...(mark || {}), nearest };
    show(rest, mark ? [target] : [], target, null, [target], problem);
    shown.byAddress = true;
  }

  function show(article, marks, active, chip, all, problem = null, from = null) {
    const right = marks.filter((one) => one.start !== undefined && holds(article, one));
    const wrong = active.start !== undefined && !right.includes(active) ? MISMATCH : null;
    shown = { article, marks: right, active, chip, all, from, problem: problem || wrong };
    tellNotes();
    panel.text.replaceChildren(...content(article, right, active));
    panel.root.closest("#gw-right").classList.add("gw-open");
    panel.root.classList.add("gw-filled");
    labelBar();
    markChips();
    remember(problem ? location.search : address(active)); // an address that is wrong stays to be read
    scrollToActive();
    uncover(chip);
  }

  // Scroll the chat as far as a sheet would cover the chip that opened it.
  function uncover(chip) {
    const log = chip && chip.closest("[role=log]");
    if (!log || !phone.matches) return;
    const covered = chip.getBoundingClientRect().bottom + 12 - panel.root.closest("#gw-right").offsetTop;
    if (covered > 0) log.scrollBy({ top: covered, behavior: "instant" });
  }

  // Show no article, but a note on why, or words that say what the place is for.
  function showNone(notes, text, isOpen) {
    shown = null;
    panel.notes.replaceChildren(...notes);
    panel.text.replaceChildren(...text);
    panel.root.closest("#gw-right").classList.toggle("gw-open", isOpen);
    panel.root.classList.remove("gw-filled");
    panel.previous.hidden = panel.next.hidden = true;
    panel.label.textContent = panel.title.textContent = "";
    markChips();
  }

  const quiet = () => make("p", { class: "gw-quiet" }, QUIET);
  const showProblem = (sentence) => showNone([make("p", {}, sentence)], [], true);

  // Nothing is open any more: another conversation begins.
  function clear() {
    showNone([], [quiet()], false);
    history.replaceState(history.state, "", location.pathname);
  }

  // --- text and marks ---------------------------------------------------------------------------

  function content(article, marks, active) {
    const heading = article.titled ? [] : [make("h2", { class: "gw-title" }, article.title)];
    const numbered = new Set(); // a mark that goes over several pieces is numbered once
    return [...heading, ...article.paragraphs.map((one) => paragraph(one, article.furniture, marks, active, numbered))];
  }

  function paragraph(one, furniture, marks, active, numbered) {
    const points = Array.from(one.text); // offsets count code points, not the string's units
    const ends = new Set([one.start, one.end]);
    for (const range of [...furniture, ...marks]) {
      for (const end of [range.start, range.end]) if (end > one.start && end < one.end) ends.add(end);
    }
    const cuts = [...ends].sort((a, b) => a - b);
    const element = make(one.kind === "title" ? "h2" : "p", { class: `gw-${one.kind}`, dir: "auto" });
    for (let place = 0; place + 1 < cuts.length; place++) {
      const piece = points.slice(cuts[place] - one.start, cuts[place + 1] - one.start).join("");
      const covers = (range) => range.start <= cuts[place] && cuts[place + 1] <= range.end;
      element.append(dressed(piece, marks.filter(covers), furniture.some(covers), active, numbered));
    }
    return element;
  }

  function dressed(piece, marks, isFurniture, active, numbered) {
    if (isFurniture && !marks.length) return make("span", { class: "gw-furniture" }, piece);
    if (!marks.length) return document.createTextNode(piece);
    const mark = marks.includes(active) ? active : marks[0];
    const classes = ["gw-mark", mark === active && "gw-active", mark.nearest && "gw-nearest"];
    const element = make("mark", { class: classes.filter(Boolean).join(" "), tabIndex: -1 }, piece);
    if (mark.number && !numbered.has(mark)) element.dataset.n = mark.number;
    numbered.add(mark);
    element.addEventListener("click", () => { if (shown.active !== mark) activate(mark, true); });
    return element;
  }

  // Whether the quoted words stand where the citation says; an address brings none, the server checked it.
  function holds(article, mark) {
    if (mark.quote === undefined) return true;
    const pieces = article.paragraphs
      .filter((one) => one.start < mark.end && mark.start < one.end)
      .map((one) => cut(one, mark.start, mark.end));
    if (pieces.length === 1) return plain(pieces[0]) === plain(mark.quote);
    const squeeze = (text) => plain(text).split(/\s+/).join(" ");
    return squeeze(pieces.join(" ")) === squeeze(mark.quote);
  }

  function cut(one, start, end) {
    return Array.from(one.text).slice(Math.max(0, start - one.start), Math.max(0, end - one.start)).join("");
  }

  const plain = (text) => text.replaceAll("\0", "\ufffd"); // as an attribute keeps it

  // A citation's words and those before and after it, cut from the stored version; `problem` where that fails.
  async function surroundings(target, length = 90) {
    const article = await fetchArticle(target);
    if (article.error || !holds(article, target)) return { problem: article.error || MISMATCH };
    const near = (from, to) => article.paragraphs
      .filter((one) => one.start < to && from < one.end)
      .map((one) => cut(one, from, to)).join(" ");
    const before = near(target.start - length, target.start).replace(/^\S*\s/, "");
    const after = near(target.end, target.end + length).replace(/\s\S*$/, "");
    return { before, quote: near(target.start, target.end), after, source: [article.title, article.source].filter(Boolean).join(" · ") };
  }

  // --- moving about -----------------------------------------------------------------------------

  function scrollToActive() {
    const mark = panel.text.querySelector(".gw-active");
    const height = panel.scroll.clientHeight;
    const place = mark
      ? mark.getBoundingClientRect().top - panel.text.getBoundingClientRect().top - 0.28 * height
      : 0;
    panel.scroll.scrollTo({ top: Math.max(0, place), behavior: calm.matches ? "auto" : "smooth" });
  }

  // What slides in is hidden at first, and what is hidden takes no focus: it is tried again for some frames.
  function focusMark(frames = 60) {
    const place = panel.text.querySelector(".gw-active") || panel.scroll;
    place.focus({ preventScroll: true });
    if (frames && document.activeElement !== place) requestAnimationFrame(() => focusMark(frames - 1));
  }

  function activate(mark, focus = false) {
    open(mark, { marks: shown.all, chip: shown.chip, from: shown.from, focus });
  }

  function step(by) {
    const place = shown.all.indexOf(shown.active) + by;
    if (shown.all[place]) activate(shown.all[place]);
  }

  function labelBar() {
    const place = shown.all.indexOf(shown.active);
    const several = shown.all.length > 1;
    panel.previous.hidden = panel.next.hidden = !several;
    panel.previous.disabled = place <= 0;
    panel.next.disabled = place >= shown.all.length - 1;
    const kind = shown.active.mention ? "Mention" : shown.active.number && "Citation";
    const cited = kind ? `${kind} ${place + 1} of ${shown.all.length}` : "";
    panel.label.textContent = shown.active.nearest ? "Nearest passage" : cited;
    panel.title.textContent = shown.article.title;
  }

  function markChips() {
    for (const chip of document.querySelectorAll("a.gw-cite.gw-on")) chip.classList.remove("gw-on");
    const answer = shown && shown.chip && shown.chip.closest(".gw-answer");
    if (!answer) return;
    for (const chip of answer.querySelectorAll("a.gw-cite")) {
      chip.classList.toggle("gw-on", chip.href.endsWith(address(shown.active)));
    }
  }

  function address(target) {
    const range = target.start === undefined ? "" : `&start=${target.start}&end=${target.end}`;
    return `?document=${target.document}&version=${target.version}${range}${target.nearest && range ? "&nearest=1" : ""}`;
  }

  // Wide: the address follows what is open. Narrow: opening is a step that Back undoes.
  function remember(place) {
    const remembered = { ...(history.state || {}), groundwire: !wide.matches };
    if (wide.matches || stepped()) history.replaceState(remembered, "", place);
    else history.pushState(remembered, "", place);
  }

  function close() {
    panel.root.closest("#gw-right").classList.remove("gw-open");
    if (shown && shown.chip) shown.chip.focus();
    if (shown && shown.from) showTab(shown.from);
  }

  const stepped = () => Boolean(history.state && history.state.groundwire);
  const leave = () => (stepped() ? history.back() : close());

  // Back closes what is over the chat, and Forward brings it again.
  function moved() {
    if (!stepped() || !shown) return close();
    panel.root.closest("#gw-right").classList.add("gw-open");
    focusMark();
  }

  function connect({ element, server: functions }) {
    server = functions;
    const previous = button("‹", () => step(-1), { ariaLabel: "Previous citation", hidden: true });
    const next = button("›", () => step(1), { ariaLabel: "Next citation", hidden: true });
    const label = make("span", { class: "gw-place" });
    const title = make("cite", { class: "gw-open-title" });
    const link = button("Copy link", () => copy(location.origin + location.pathname + address(shown.active), link), { class: "gw-link" });
    const shut = button("Close", leave, { class: "gw-close" });
    const text = make("article", { class: "gw-body" }, quiet());
    const notes = make("div", { class: "gw-notes", role: "status" });
    const scroll = make("div", { class: "gw-scroll", tabIndex: 0, role: "region", ariaLabel: "Article" }, text);
    const bar = make("div", { class: "gw-article-bar" }, previous, next, label, title, link, shut);
    const root = make("div", { class: "gw-panel" }, bar, notes, scroll);
    panel = { root, previous, next, label, title, notes, scroll, text };
    element.replaceChildren(root);
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      if (wide.matches && shown && shown.chip) shown.chip.focus();
      else leave();
    });
    window.addEventListener("popstate", moved);
  }

  // What a reader must know of the open article: it was removed since, or replaced, or cannot be marked.
  function tellNotes() {
    const { article, problem } = shown;
    const version = current ? current.get(article.document) : article.version;
    let state = article.removed ? null : article.note; // the note may be older than the list
    if (version === undefined) state = GONE;
    else if (version !== article.version) state = article.note || NEWER;
    const notes = [problem, state].filter(Boolean);
    panel.notes.replaceChildren(...notes.map((note) => make("p", {}, note)));
  }

  // A document was purged: nothing of it stays in this page either.
  function forget(document_id) {
    for (const name of [...kept.keys()]) if (name.startsWith(`${document_id} `)) kept.delete(name);
    if (shown && shown.article.document === document_id) showProblem("This article was purged; its words are gone.");
  }

  // The library's list was read anew.
  function checkOpen(documents) {
    current = new Map(documents.map((one) => [one.document, one.version]));
    if (shown) tellNotes();
  }

  // The id of the document that is open, or nothing: what “this article” means in a question.
  const inView = () => (shown ? shown.article.document : "");

  // Whether what is open was opened by the page's address, and by no citation of an answer.
  const isByAddress = () => Boolean(shown && shown.byAddress);

  window.groundwire.part({ connect });
  return { isByAddress, open, clear, openAddress, fetchArticle, surroundings, checkOpen, forget, address, inView };
})();
