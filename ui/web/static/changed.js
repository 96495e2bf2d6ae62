// Answers whose articles were replaced or removed since: their chips are dashed, and a note says when.
"use strict";
window.groundwire.changed = (() => {
  const { make, chips } = window.groundwire;
  let known = null; // document -> { version, day, removed }, once the library's list was read
  const doubted = new Map(); // what seems to have changed -> whether the list was read again since

  function read({ documents, removed }) {
    const current = documents.map((one) => [one.document, { version: one.version, day: dayOf(one) }]);
    const gone = removed.map((one) => [one.document, { removed: true, day: one.changed }]);
    known = new Map([...gone, ...current]);
    look();
  }

  const dayOf = (one) => (one.versions.find((version) => version.current) || { added: one.changed }).added;

  // Whether a cited version is what the library holds. The list may be older than the answer: it is read
  // again before anything is said.
  function holds(target) {
    const now = known.get(target.document);
    if (now && !now.removed && now.version === target.version) return true;
    const name = `${target.document} ${target.version}`;
    if (doubted.get(name)) return false;
    if (!doubted.has(name)) {
      doubted.set(name, false);
      window.groundwire.library.refresh().then(() => {
        doubted.set(name, true);
        look();
      });
    }
    return true;
  }

  // What became of a cited version, as the beginning of a sentence; null where it is what the library holds.
  function became(target) {
    if (holds(target)) return null;
    const now = known.get(target.document);
    if (!now) return "This article is not in the library any more, and its words are not kept.";
    if (now.removed) return `This article was removed on ${now.day}, after this answer.`;
    return `This article was replaced on ${now.day}, after this answer.`;
  }

  function note(numbers, sentence) {
    if (sentence.endsWith("kept.")) return sentence;
    const version = sentence.includes("replaced") ? "the earlier version" : "it as it was";
    if (!numbers.length) return `${sentence} The passage shows ${version}.`;
    const several = numbers.length > 1;
    return `${sentence} Citation${several ? "s" : ""} ${numbers.join(", ")} show${several ? "" : "s"} ${version}.`;
  }

  // One of earlier, from the history, was marked by the server already.
  function mark(answer) {
    if (answer.querySelector(".gw-changes")) return;
    const told = new Map(); // what became of it -> the numbers of its citations
    for (const chip of answer.querySelectorAll("a.gw-cite")) {
      const target = chips.target(chip);
      const sentence = became(target);
      chip.classList.toggle("gw-changed", sentence !== null);
      if (sentence) told.set(sentence, (told.get(sentence) || new Set()).add(target.number));
    }
    const notes = [...told].map(([sentence, numbers]) => note([...numbers].filter(Boolean), sentence));
    show(answer, notes.join(" "));
  }

  // Nothing is touched where the note stands already: each change of the page leads here.
  function show(answer, words) {
    const there = answer.querySelector(".gw-stale");
    if (there && there.firstChild.textContent === words) return;
    if (there) there.remove();
    if (!words) return;
    const again = make("button", { type: "button", class: "gw-again gw-plain" }, "Ask again");
    answer.append(make("p", { class: "gw-note gw-stale" }, make("span", {}, words), " ", again));
  }

  function look() {
    if (known) document.querySelectorAll("#gw-chat .gw-answer").forEach(mark);
  }

  window.groundwire.part({ connect: () => window.groundwire.library.listen(read), look });
})();
