// The chat before the first question: questions to start with, or the way to add an article.
"use strict";
window.groundwire.empty = (() => {
  const { make, button, library, asking, adding, showTab } = window.groundwire;
  const WAIT = 1200; // milliseconds between looks for more questions
  const questions = make("div", { class: "gw-starters" });
  const said = make("p", { class: "gw-sr", role: "status" });
  const coarse = window.matchMedia("(pointer: coarse)"); // a finger, to which the box brings a keyboard
  let timer = 0;

  function addArticle() {
    showTab("Library");
    const focus = (tries) => {
      adding.opener.focus();
      if (document.activeElement !== adding.opener && tries) setTimeout(focus, 50, tries - 1);
    };
    focus(20);
  }

  // The button is gone with the first question: whoever has keys goes on in the question box.
  function begin(question) {
    asking.ask(question);
    if (!coarse.matches) asking.focus();
  }

  // Ask for the questions made so far, and again while more are being made and the place is seen.
  async function suggest() {
    clearTimeout(timer);
    const reply = await library.call("suggest_questions");
    if (reply.error) return;
    const shown = [...questions.children].map((one) => one.textContent);
    if (shown.join("\n") !== reply.questions.join("\n")) {
      questions.replaceChildren(...reply.questions.map((one) => button(one, () => begin(one), { class: "gw-starter" })));
    }
    said.textContent = reply.questions.length && !reply.making ? `${reply.questions.length} questions to start with.` : "";
    if (reply.making && questions.isConnected && !document.querySelector("#gw-chat .gw-question")) timer = setTimeout(suggest, WAIT);
  }

  function heard({ documents }) {
    const full = documents.length > 0;
    const add = button("Add an article", addArticle, { class: "gw-starter" });
    document.querySelector("#gw-empty").replaceChildren(make("div", {},
      make("p", { class: "gw-short" }, full ? "Ask the articles." : "Add an article."),
      make("p", { class: "gw-lead" }, full
        ? "Every answer is a sentence of an article, one click from its place."
        : "The library is empty. Add a text file, or drop one here, and ask it."),
      full ? questions : make("div", { class: "gw-starters" }, add), said));
    if (full && !document.querySelector("#gw-chat .gw-question")) suggest();
  }

  window.groundwire.part({ connect: () => library.listen(heard) });
})();
