// Asking. Gradio reads the question box some time after Enter, when the next question may stand in it: so
// each question is taken out of the box at once and waits here until Gradio's event comes for it. Until the
// server has taken it, it is kept, and put back into the box where the server does not answer.
"use strict";
window.groundwire.asking = (() => {
  const { showTab, focusSoon } = window.groundwire;
  const LONGEST_WAIT = 10000; // milliseconds
  const waiting = []; // not sent yet
  const sent = []; // not accepted yet
  const standing = new Set(); // questions to be asked as they stand, not completed from those before
  let edited = false; // a completed question was taken into the box
  let gone = false; // the server does not answer any more
  let ours = false; // the button is being pressed by a script, which has its question already

  const theBox = () => document.querySelector("#gw-question textarea");

  function fillBox(words) {
    const box = theBox();
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, words);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function emptyBox() {
    const question = theBox().value;
    if (edited) standing.add(question);
    fillBox("");
    return question;
  }

  function ask(question) {
    showTab("Ask");
    waiting.push(question);
    ours = true;
    document.querySelector("#gw-ask").click();
    ours = false;
  }

  // A completed question into the box: what is sent next was read by a person, and is asked as it stands.
  function edit(question) {
    showTab("Ask");
    fillBox(question);
    edited = true;
    theBox().focus();
  }

  // Whether a question is asked as it stands; told once.
  const stands = (question) => standing.delete(question);

  function typed(event) {
    if (event.target.matches("#gw-question textarea") && !event.target.value) edited = false;
  }

  // The oldest question that Gradio has not come for, or null. It is not sent before the one before it was
  // accepted: two requests under way at once may arrive in another order.
  async function take() {
    const patience = Date.now() + LONGEST_WAIT;
    while (sent.length && !gone && Date.now() < patience) await new Promise((done) => setTimeout(done, 10));
    const question = waiting.shift() ?? null;
    if (question !== null) sent.push(question);
    return question;
  }

  const accepted = () => { sent.shift(); };

  // The server refused the oldest question sent: back into the box with it, before what was typed since.
  function unsent() {
    putBack(sent.splice(0, 1));
    return "Your question did not arrive; it is back in the box. Press Ask to try once more.";
  }

  function putBack(questions) {
    fillBox([...questions, theBox().value].filter((words) => words && words.trim()).join("\n"));
  }

  // While something is under way, see whether the server is still there.
  async function check() {
    if (gone || !(waiting.length || sent.length || running())) return;
    const there = await fetch("gradio_api/app_id", { cache: "no-store" }).then((reply) => reply.ok, () => false);
    if (!there && !gone) lose();
  }

  // The server went away: what it has not answered goes back into the box, and stays there over the reload
  // that Gradio does when a server is there again.
  function lose() {
    gone = true;
    const unanswered = document.querySelectorAll("#gw-chat .gw-stage").length;
    const asked = [...document.querySelectorAll("#gw-chat .gw-question")].map((one) => one.textContent);
    putBack([...asked.slice(asked.length - unanswered), ...sent, ...waiting]);
    sessionStorage.groundwireUnsent = theBox().value;
    document.querySelector("#gw-status textarea").value =
      "The server does not answer. Is Groundwire still running? Your question is kept in the box.";
    document.querySelector("#gw-left").classList.add("gw-gone");
  }

  function restore() {
    if (gone || !sessionStorage.groundwireUnsent || !theBox()) return;
    fillBox(sessionStorage.groundwireUnsent);
    delete sessionStorage.groundwireUnsent;
  }

  // The number of the oldest question that is worked on, as text; empty where none is.
  function running() {
    const stage = document.querySelector("#gw-chat .gw-stage[id]");
    return stage ? stage.id.replace(/\D/g, "") : "";
  }

  function keyed(event) {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (sends && !gone && event.target.matches("#gw-question textarea")) waiting.push(emptyBox());
  }

  function clicked(event) {
    if (!ours && !gone && event.target.closest("#gw-ask")) waiting.push(emptyBox());
    if (event.target.closest("#gw-stop")) focusSoon(theBox); // Stop goes away
  }

  function connect() {
    document.addEventListener("keydown", keyed, true);
    document.addEventListener("click", clicked, true);
    document.addEventListener("input", typed, true);
    setInterval(check, 2000);
  }

  window.groundwire.part({ connect, look: restore });
  const focus = () => theBox().focus();

  return { ask, edit, focus, box: theBox, stands, take, accepted, unsent, running };
})();
