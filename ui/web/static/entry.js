// One article in the library's list: its facts, its versions, putting title and date right, and removing it.
"use strict";
window.groundwire.entry = (() => {
  const { make, button, article, asking, library, showTab, focusSoon, confirm } = window.groundwire;
  const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  const clock = (time) => new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  function facts(one) {
    const versions = one.versions.length > 1 ? counted(one.versions.length, "version") : null;
    const name = one.name === one.title ? null : one.name;
    const added = `added ${one.versions.length ? one.versions.at(-1).added : one.changed}`;
    const known = [name, one.day || "no date", counted(one.passages, "passage"), versions, added];
    return make("p", { class: "gw-facts" }, known.filter(Boolean).join(" · "));
  }

  function read(one, version = one.version) {
    showTab("Ask");
    article.open({ document: one.document, version }, { focus: true });
  }

  // A row of the list, with its details open where they were so before.
  function row(one, open = false) {
    const title = button(one.title, () => read(one), { class: "gw-entry-title" });
    const more = button("Details", () => show(more.ariaExpanded !== "true"), { class: "gw-plain", ariaLabel: `Details of ${one.title}` });
    const remove = button("Remove", () => ask(), { class: "gw-plain", ariaLabel: `Remove ${one.title}` });
    const below = make("div", { class: "gw-below" });
    const show = (opened) => {
      more.ariaExpanded = String(opened);
      below.replaceChildren(...(opened ? [details(one)] : []));
    };
    const ask = () => confirm(below, remove, {
      sentence: `Remove “${one.title}”? It is not asked any more; what was cited from it can still be read, and it can be restored.`,
      label: "Remove it",
      keep: "Keep it",
      act: () => library.remove(one),
    });
    show(open);
    const buttons = make("div", { class: "gw-entry-buttons" }, more, remove);
    return make("li", { class: "gw-entry", data: { document: one.document } }, make("div", {}, title, facts(one)), buttons, below);
  }

  function details(one) {
    const versions = one.versions.map((version) => make("li", {},
      `${version.added}, ${clock(version.at)}${version.current ? ", the one that is asked " : " "}`,
      button("Open", () => read(one, version.version), { class: "gw-plain", ariaLabel: `Open the version of ${version.added}${version.current ? "" : ", an earlier one"}` })));
    const only = button("Ask only this article", () => { window.groundwire.scope.only(one.document); showTab("Ask"); focusSoon(asking.box); }, { class: "gw-plain" });
    return make("div", { class: "gw-details" },
      correction(one),
      make("h3", {}, "Versions"),
      make("ul", { class: "gw-versions" }, ...versions),
      make("p", {}, only));
  }

  function correction(one) {
    const title = make("input", { type: "text", value: one.title, maxLength: 300, required: true, autocomplete: "off" });
    const published = make("input", { type: "date", value: one.published || "" });
    const said = make("p", { class: "gw-said", role: "status" });
    const save = async (event) => {
      event.preventDefault();
      const done = await library.call("amend_document", { document: one.document, title: title.value, published: published.value });
      const own = !done.error && !published.value && done.published;
      said.textContent = done.error || (own ? "Saved. The date is the one that the article tells." : "Saved.");
      if (own) published.value = own;
      said.classList.toggle("gw-wrong", Boolean(done.error));
      if (!done.error) await library.refresh();
    };
    return make("form", { class: "gw-form", onsubmit: save, noValidate: true },
      make("label", {}, "Title", title),
      make("label", { class: "gw-day" }, "Published", published),
      make("button", { type: "submit", class: "gw-button" }, "Save"),
      said);
  }

  // A row of the removed ones.
  function removedRow(one) {
    const restore = button("Restore", () => library.restore(one), { class: "gw-plain", ariaLabel: `Restore ${one.title}` });
    const purge = button("Purge", () => ask(), { class: "gw-plain", ariaLabel: `Purge ${one.title}` });
    const below = make("div", { class: "gw-below" });
    const ask = () => confirm(below, purge, {
      sentence: `Purge “${one.title}”? Its words are deleted in all versions, for good: it can’t be restored, and what was cited from it can’t be shown or checked any more.`,
      label: "Purge it for good",
      keep: "Keep it",
      act: () => library.purge(one),
    });
    const title = button(one.title, () => read(one), { class: "gw-entry-title" });
    const known = [one.name === one.title ? null : one.name, one.day, `removed ${one.changed}`];
    const told = make("p", { class: "gw-facts" }, known.filter(Boolean).join(" · "));
    return make("li", { class: "gw-entry", data: { document: one.document } }, make("div", {}, title, told), make("div", { class: "gw-entry-buttons" }, restore, purge), below);
  }

  return { row, removedRow, counted };
})();
