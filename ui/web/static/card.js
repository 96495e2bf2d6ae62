// The card: on hover or focus of a chip, the cited words between those before and after them; on hover, focus
// or press of how well an answer is supported, the number.
"use strict";
window.groundwire.card = (() => {
  const { make, article, chips } = window.groundwire;
  const EDGE = 12;
  const LOWEST = 60; // px, where a window has next to no room
  const card = make("div", { id: "gw-card", role: "tooltip", hidden: true });
  let timer = 0;
  let owner = null;

  async function show(chip) {
    owner = chip;
    const parts = chip.matches("a.gw-cite") ? await quotation(chip) : [make("p", { class: "gw-card-source" }, chips.toldBy(chip))];
    if (owner !== chip) return; // the pointer went on while the article came
    card.replaceChildren(...parts);
    card.hidden = false;
    chip.setAttribute("aria-describedby", "gw-card");
    place(chip);
  }

  async function quotation(chip) {
    const around = await article.surroundings(chips.target(chip));
    if (around.problem) return [make("p", { class: "gw-card-source" }, around.problem)];
    const grey = (words) => make("span", { class: "gw-around" }, words);
    const quote = make("p", { class: "gw-card-quote" });
    if (around.before) quote.append(grey(`…${around.before} `));
    quote.append(around.quote);
    if (around.after) quote.append(grey(` ${around.after}…`));
    return [quote, make("p", { class: "gw-card-source" }, around.source)];
  }

  // Below the chip unless that covers the question box, and where neither side has room, scrolled on the larger
  // one: it never covers its chip; never nearer than 12 px to an edge.
  function place(chip) {
    const at = chip.getBoundingClientRect();
    card.style.maxHeight = "";
    const size = card.getBoundingClientRect();
    const floor = document.querySelector("#gw-composer").getBoundingClientRect().top - EDGE;
    const [above, below] = [at.top - 8 - EDGE, floor - at.bottom - 8];
    const under = size.height <= below || below >= above;
    const height = Math.min(size.height, Math.max(under ? below : above, LOWEST));
    const top = under ? at.bottom + 8 : at.top - 8 - height;
    if (height < size.height) card.style.maxHeight = `${height}px`;
    const left = Math.min(at.left - 160, window.innerWidth - size.width - EDGE);
    card.style.top = `${Math.max(EDGE, top)}px`;
    card.style.left = `${Math.max(EDGE, left)}px`;
  }

  function hide() {
    clearTimeout(timer);
    if (owner) owner.removeAttribute("aria-describedby");
    owner = null;
    card.hidden = true;
  }

  function soon(action, milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  }

  const chipOf = (event) => event.target.closest && event.target.closest("a.gw-cite, .gw-sure");

  function connect() {
    document.querySelector("#gw-app").append(card);
    document.addEventListener("pointerover", (event) => {
      const chip = chipOf(event);
      if (chip && event.pointerType === "mouse") soon(() => show(chip), 150);
      else if (card.contains(event.target)) clearTimeout(timer);
      else if (!card.hidden || timer) soon(hide, 200);
    });
    document.addEventListener("focusin", (event) => {
      const chip = chipOf(event);
      if (chip && chip.matches(":focus-visible")) show(chip);
      else if (owner) hide();
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    document.addEventListener("click", (event) => {
      const sure = event.target.closest(".gw-sure"); // touch and mouse alike
      if (sure) show(sure);
      else if (!card.contains(event.target)) hide();
    }, true);
    window.addEventListener("resize", hide);
    document.addEventListener("scroll", (event) => { if (!card.contains(event.target)) hide(); }, true);
  }

  window.groundwire.part({ connect });
})();
