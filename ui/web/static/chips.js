// Citations in the chat: links that open the article beside it, and what else is pressed in an answer.
"use strict";
window.groundwire.chips = (() => {
  const { article, asking, copy, wide } = window.groundwire;
  const told = new WeakMap(); // chip -> its title, moved away so that only our card shows it
  const known = new WeakSet(); // answers seen before

  // What a chip cites: its address, and from its title the source and the quote.
  function target(chip) {
    const parameters = new URLSearchParams(chip.search);
    const [title = "", source = "", ...quote] = (told.get(chip) ?? chip.title).split("\n");
    return {
      document: parameters.get("document"),
      version: parameters.get("version"),
      start: Number(parameters.get("start")),
      end: Number(parameters.get("end")),
      number: Number(chip.textContent.replace(/\D/g, "")) || null,
      nearest: chip.classList.contains("gw-nearest"),
      quote: quote.join("\n"),
      title,
      source,
    };
  }

  // The distinct citations of the answer a chip belongs to, by number: a short answer may rest on a later one.
  function citations(chip) {
    const found = new Map();
    for (const one of chip.closest(".gw-answer").querySelectorAll("a.gw-cite")) {
      if (!found.has(one.search)) found.set(one.search, target(one));
    }
    return new Map([...found].sort(([, one], [, other]) => (one.number || 0) - (other.number || 0)));
  }

  function open(chip, focus) {
    const marks = citations(chip);
    return article.open(marks.get(chip.search), { marks: [...marks.values()], chip, focus });
  }

  function pressed(event) {
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    const chip = event.target.closest("a.gw-cite");
    if (chip && plain) {
      event.preventDefault();
      event.stopPropagation();
      open(chip, true);
    }
    const listed = event.target.closest("a.gw-listed, a.gw-which");
    if (listed && plain) {
      event.preventDefault();
      event.stopPropagation();
      choose(listed);
    }
    const example = event.target.closest(".gw-example");
    if (example) asking.ask(example.textContent);
    const again = event.target.closest(".gw-again");
    if (again) asking.ask(questionBefore(again));
    const editing = event.target.closest(".gw-edit");
    if (editing) asking.edit(editing.closest(".gw-understood").querySelector(".gw-whole").textContent);
    const copying = event.target.closest(".gw-copy");
    if (copying) copy(withCitations(copying.closest(".gw-answer")), copying);
    if (event.target.closest("#gw-theme")) window.groundwire.toggleTheme();
  }

  // Open an article out of a list; where the list asks which one is meant, the question is asked again of it.
  async function choose(link) {
    const parameters = new URLSearchParams(link.search);
    const question = link.matches(".gw-which") ? questionBefore(link) : "";
    await article.open({ document: parameters.get("document"), version: parameters.get("version") });
    if (question) asking.ask(question);
  }

  function questionBefore(element) {
    const before = [...document.querySelectorAll(".gw-question")].filter(
      (one) => one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    return before.length ? before.at(-1).textContent : "";
  }

  // The words of an element that ends in chips.
  function withoutChips(element) {
    const words = element.cloneNode(true);
    for (const chip of words.querySelectorAll("a.gw-cite")) chip.remove();
    return words.textContent.trim();
  }

  // An answer as text: the short answer, each sentence with its number, then what the numbers stand for.
  function withCitations(answer) {
    const understood = answer.querySelector(".gw-whole");
    const asked = understood ? understood.textContent : questionBefore(answer);
    const words = (name) => [...name.querySelectorAll("b")].map((one) => one.textContent).join("");
    const numbers = (name) => [...name.querySelectorAll("a.gw-cite")].map((one) => `[${target(one).number}]`).join(" ");
    const shorts = [...answer.querySelectorAll(".gw-short")].map((short) => `${withoutChips(short)} ${numbers(short)}`);
    const names = [...answer.querySelectorAll(".gw-names p")].map((name) => `${words(name)} ${numbers(name)}`);
    const list = [...citations(answer.querySelector("a.gw-cite")).entries()];
    const sentences = list.map(([, one]) => `${one.quote} [${one.number}]`);
    const sources = list.map(([search, one]) => {
      const named = [one.title, one.source].filter(Boolean).join(", ");
      return `[${one.number}] ${named}: ${location.origin}${location.pathname}${search}`;
    });
    const told = [...answer.querySelectorAll(".gw-differ")].map((one) => one.textContent);
    if (told.length) sentences.push("", answer.querySelector(".gw-headline").textContent, ...told);
    const first = [...shorts, ...names];
    return [asked, "", ...first, ...(first.length ? [""] : []), ...sentences, "", ...sources].join("\n");
  }

  function keyed(event) {
    const chip = event.target.closest && event.target.closest("a.gw-cite");
    if (!chip || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const row = [...chip.closest(".gw-answer").querySelectorAll("a.gw-cite")];
    const beside = row[row.indexOf(chip) + (event.key === "ArrowRight" ? 1 : -1)];
    if (beside) beside.focus();
    event.preventDefault();
  }

  // The conversation scrolls: with the keyboard, too.
  function reachable() {
    const log = document.querySelector("#gw-chat [role=log]");
    if (log && log.tabIndex !== 0) Object.assign(log, { tabIndex: 0, ariaLabel: "Conversation" });
  }

  // Runs after each change of the page.
  function tidy() {
    reachable();
    for (const chip of document.querySelectorAll("a.gw-cite[title], .gw-sure[title]")) {
      told.set(chip, chip.title);
      chip.removeAttribute("title");
    }
    // Gradio repeats each message's source there, for screen readers to spell out.
    for (const one of document.querySelectorAll("#gw-chat [aria-label*='gw-']")) one.removeAttribute("aria-label");
    const fresh = [...document.querySelectorAll("#gw-chat .gw-answer")].filter((one) => !known.has(one));
    fresh.forEach((one) => known.add(one));
    if (fresh.length) arrived(fresh.at(-1));
    if (document.querySelector("#gw-chat .gw-stage")) quiet = false; // what comes next is new
    if (article.isByAddress()) takeUp();
    follow(fresh.length > 0);
  }

  // After a reload the open article belongs to the answer again that it was opened from.
  function takeUp() {
    const same = [...document.querySelectorAll("#gw-chat a.gw-cite")].filter((one) => one.search === location.search);
    if (same.length) open(same.at(-1), false);
  }

  function arrived(answer) {
    const chips = [...answer.querySelectorAll("a.gw-cite")];
    chips.forEach((chip) => article.fetchArticle(target(chip)));
    if (chips.length && wide.matches && !quiet) open(chips[0], false);
  }

  // Bring the newest question to the top when it is asked, and again when its answer has made room for that.
  let last = null;
  function follow(grown) {
    const newest = [...document.querySelectorAll("#gw-chat .gw-question")].at(-1);
    if (!newest || (newest === last && !grown)) return;
    last = newest;
    const log = newest.closest("[role=log]");
    const place = newest.getBoundingClientRect().top - log.getBoundingClientRect().top - 28;
    log.scrollBy({ top: place, behavior: "instant" });
  }

  // An address in the bar goes before the conversation's last answer, until a new one comes.
  let quiet = false;
  function connect({ addressed }) {
    quiet = addressed;
    document.addEventListener("click", pressed, true);
    document.addEventListener("keydown", keyed);
    document.addEventListener("input", () => { quiet = false; });
  }

  window.groundwire.part({ connect, look: tidy });
  const toldBy = (element) => told.get(element) ?? element.title;

  return { target, toldBy };
})();
