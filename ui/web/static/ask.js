// Asking. Gradio reads the question box some time after Enter, when the next question may stand in it: so
// each question is taken out of the box at once and waits here until Gradio's event comes for it.
"use strict";
window.groundwire.asking = (() => {
  const { showTab } = window.groundwire;
  const waiting = [];
  let ours = false; // the button is being pressed by a script, which has its question already

  function emptyBox() {
    const box = document.querySelector("#gw-question textarea");
    const question = box.value;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, "");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return question;
  }

  function ask(question) {
    showTab("Ask");
    waiting.push(question);
    ours = true;
    document.querySelector("#gw-ask").click();
    ours = false;
  }

  // The oldest question that Gradio has not come for, or null.
  const take = () => waiting.shift() ?? null;

  function keyed(event) {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (sends && event.target.matches("#gw-question textarea")) waiting.push(emptyBox());
  }

  function clicked(event) {
    if (!ours && event.target.closest("#gw-ask")) waiting.push(emptyBox());
  }

  function connect() {
    document.addEventListener("keydown", keyed, true);
    document.addEventListener("click", clicked, true);
  }

  window.groundwire.part({ connect });
  return { ask, take };
})();
