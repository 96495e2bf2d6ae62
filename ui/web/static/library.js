// The library's list, what became of added files, and the chat's empty state, which depends on both.
"use strict";
window.groundwire.library = (() => {
  const { make, button, fill, article, asking, showTab } = window.groundwire;
  const SILENT = { error: "The server does not answer. Is Groundwire still running?" };
  let server = null;
  const list = make("ul", { class: "gw-list" });
  const news = make("div", { class: "gw-news", role: "status" }); // what was just added, or failed, or removed

  async function refresh() {
    const library = await server.list_library({}).catch(() => SILENT);
    if (library.error) return tell([[library.error, true]]);
    list.replaceChildren(...(library.documents.length ? library.documents.map(row) : [emptyRow()]));
    showStart(library);
    article.checkOpen(library.documents);
  }

  function row(one) {
    const passages = `${one.passages} passage${one.passages === 1 ? "" : "s"}`;
    const facts = [one.name, one.published, passages].filter(Boolean).join(" · ");
    const title = button(one.title, () => read(one), { class: "gw-entry-title" });
    const remove = button("Remove", () => removeEntry(one), { class: "gw-plain", ariaLabel: `Remove ${one.title}` });
    return make("li", { class: "gw-entry" }, make("div", {}, title, make("p", { class: "gw-facts" }, facts)), remove);
  }

  const emptyRow = () => make("li", { class: "gw-quiet" }, "The library is empty.");

  function read(one) {
    showTab("Ask");
    article.open({ document: one.document, version: one.version });
  }

  async function removeEntry(one) {
    const done = await server.remove_document({ document: one.document }).catch(() => SILENT);
    if (done.error) return tell([[done.error, true]]);
    await refresh();
    tell([[`“${one.title}” was removed. `, false]]);
    news.lastChild.append(button("Undo", () => undo(one), { class: "gw-plain" }));
  }

  async function undo(one) {
    const done = await server.restore_document({ document: one.document }).catch(() => SILENT);
    if (done.error) return tell([[done.error, true]]);
    tell([[`“${one.title}” is back.`, false]]);
    refresh();
  }

  // The server's word on uploaded files: {working, results: [{outcome, message}]}.
  function added(report) {
    if (!report) return;
    const lines = report.results.map((one) => [one.message, one.outcome === "failed"]);
    tell(report.working ? [...lines, [report.working, false]] : lines);
    if (!report.working) refresh();
  }

  function tell(lines) {
    news.replaceChildren(...lines.map(([sentence, bad]) => make("p", { class: bad ? "gw-wrong" : "" }, sentence)));
  }

  function showStart({ documents, starters }) {
    const place = document.querySelector("#gw-empty");
    const questions = starters.map((one) => button(one, () => asking.ask(one), { class: "gw-starter" }));
    place.replaceChildren(
      documents.length
        ? make("div", {},
          make("p", { class: "gw-short" }, "Ask the articles."),
          make("p", { class: "gw-lead" }, "Every answer is a sentence of an article, one click from its place."),
          make("div", { class: "gw-starters" }, ...questions))
        : make("div", {},
          make("p", { class: "gw-short" }, "Add an article."),
          make("p", { class: "gw-lead" }, "The library is empty. Add a text file, or drop one here, and ask it."),
          make("div", { class: "gw-starters" }, button("Add an article", () => showTab("Library"), { class: "gw-starter" }))),
    );
  }

  // Files dropped on the page go the way of the button's, once Gradio has made the tab's parts.
  function dropped(event) {
    if (!event.dataTransfer || !event.dataTransfer.files.length) return;
    event.preventDefault();
    const { files } = event.dataTransfer;
    showTab("Library");
    const hand = (tries) => {
      const input = document.querySelector("#gw-library input[type=file]");
      if (!input) return tries && setTimeout(hand, 50, tries - 1);
      input.files = files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    hand(40);
  }

  function connect({ server: functions }) {
    server = functions;
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", dropped);
    window.addEventListener("focus", refresh);
    refresh();
  }

  window.groundwire.part({ connect, look: () => fill("#gw-documents", news, list) });
  return { added };
})();
