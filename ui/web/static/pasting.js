// Adding pasted text: a title, a day where it is known, and the text. What was typed outlasts a reload.
"use strict";
window.groundwire.pasting = (() => {
  const { make, button, library, adding } = window.groundwire;
  const KEPT = "groundwire-paste";
  const title = make("input", { type: "text", maxLength: 300, autocomplete: "off", name: "title" });
  const published = make("input", { type: "date", name: "published" });
  const text = make("textarea", { rows: 9, name: "text" });
  const said = make("p", { class: "gw-said", role: "status" });
  const opener = button("Paste text", () => show(form.hidden), { class: "gw-button gw-quiet-button", ariaExpanded: "false" });
  const form = make("form", { class: "gw-form gw-paste", hidden: true, noValidate: true, ariaLabel: "Paste an article" },
    make("label", {}, "Title", title),
    make("label", { class: "gw-day" }, "Published (optional)", published),
    make("label", { class: "gw-text" }, "Text", text),
    make("button", { type: "submit", class: "gw-button" }, "Add this text"),
    button("Cancel", () => { show(false); opener.focus(); }, { class: "gw-button gw-quiet-button" }),
    said);

  function show(open) {
    form.hidden = !open;
    opener.ariaExpanded = String(open);
    if (open) title.focus();
  }

  const written = () => ({ title: title.value, published: published.value, text: text.value });

  function say(sentence, field) {
    said.textContent = sentence;
    said.classList.add("gw-wrong");
    if (field) field.focus();
  }

  function submit(event) {
    event.preventDefault();
    if (!title.value.trim()) return say("An article needs a title; type one.", title);
    if (!text.value.trim()) return say("There is no text to add; paste it below the title.", text);
    const request = written();
    said.textContent = "";
    adding.enqueue({
      label: request.title.trim(),
      send: (choice) => library.call("add_pasted", { ...request, ...choice }),
      done: (reply) => settled(reply, request),
    });
  }

  // Empty the form once its text is in the library, unless something else was typed meanwhile.
  function settled(reply, request) {
    if (reply.error || reply.left || reply.outcome === "failed") return;
    if (JSON.stringify(written()) !== JSON.stringify(request)) return;
    form.reset();
    sessionStorage.removeItem(KEPT);
    show(false);
    opener.focus();
  }

  function connect() {
    form.addEventListener("submit", submit);
    form.addEventListener("input", () => {
      try {
        sessionStorage.setItem(KEPT, JSON.stringify(written()));
      } catch { /* too long to keep; it stays in the form */ }
    });
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (!kept || !(kept.title || kept.text)) return;
    [title.value, published.value, text.value] = [kept.title, kept.published, kept.text];
    form.hidden = false;
    opener.ariaExpanded = "true";
  }

  window.groundwire.part({ connect });
  return { form, opener };
})();
