// The chat before the first question: questions to start with, or the way to add an article.
"use strict";
window.groundwire.empty = (() => {
  const { make, button, library, asking, adding, showTab } = window.groundwire;

  function addArticle() {
    showTab("Library");
    const focus = (tries) => {
      adding.opener.focus();
      if (document.activeElement !== adding.opener && tries) setTimeout(focus, 50, tries - 1);
    };
    focus(20);
  }

  function heard({ documents, starters = [] }) {
    const full = documents.length > 0;
    const questions = starters.map((one) => button(one, () => asking.ask(one), { class: "gw-starter" }));
    const add = button("Add an article", addArticle, { class: "gw-starter" });
    document.querySelector("#gw-empty").replaceChildren(make("div", {},
      make("p", { class: "gw-short" }, full ? "Ask the articles." : "Add an article."),
      make("p", { class: "gw-lead" }, full
        ? "Every answer is a sentence of an article, one click from its place."
        : "The library is empty. Add a text file, or drop one here, and ask it."),
      make("div", { class: "gw-starters" }, ...(full ? questions : [add]))));
  }

  window.groundwire.part({ connect: () => library.listen(heard) });
})();
