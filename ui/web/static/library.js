// What the library holds, read from the server; whoever shows it listens. And the line that tells what happened.
"use strict";
window.groundwire.library = (() => {
  const { make, button, article } = window.groundwire;
  const listeners = [];
  const news = make("div", { class: "gw-news", role: "status" });
  const undoing = new Map(); // document -> the line that offers to undo its removal
  let server = null;
  let held = null; // { documents, removed }, once it was read

  // The reply of one of the server's functions.
  const call = (name, request = {}) => server[name](request);

  // Call `hear` with what the library holds, now where it is known, and whenever that changed.
  function listen(hear) {
    listeners.push(hear);
    if (held) hear(held);
  }

  async function refresh() {
    const library = await call("list_library");
    if (library.error) return tell(library.error, { bad: true });
    if (held && JSON.stringify(held) === JSON.stringify(library)) return;
    held = library;
    for (const hear of listeners) hear(held);
  }

  // Say what happened, with a button where there is something to do; earlier lines with buttons stay.
  function tell(sentence, { bad = false, action = null } = {}) {
    for (const line of [...news.children]) if (!line.querySelector("button")) line.remove();
    const line = make("p", { class: bad ? "gw-wrong" : "" }, sentence, action && " ", action);
    news.append(line);
    if (bad) line.scrollIntoView({ block: "nearest" }); // it may be far above the row that was pressed
    return line;
  }

  // An article that a sentence of the server's names by its id is told by its title.
  const failed = (done, one) => tell(done.error.replace(one.document, () => one.title), { bad: true });

  async function remove(one) {
    const done = await call("remove_document", { document: one.document });
    await refresh();
    if (done.error) return failed(done, one);
    const undo = button("Undo", () => restore(one), { class: "gw-plain", ariaLabel: `Undo removing ${one.title}` });
    undoing.set(one.document, tell(`“${one.title}” was removed.`, { action: undo }));
    undo.focus();
  }

  async function restore(one) {
    const done = await call("restore_document", { document: one.document });
    undoing.get(one.document)?.remove();
    await refresh();
    if (done.error) return failed(done, one);
    tell(`“${done.title}” is back.`).setAttribute("tabindex", "-1");
    news.lastChild.focus();
  }

  async function purge(one) {
    const done = await call("purge_document", { document: one.document });
    if (done.error) return await refresh(), failed(done, one);
    article.forget(one.document);
    window.groundwire.history.renew();
    for (const line of [...news.children]) if (line.textContent.includes(one.title)) line.remove();
    await refresh();
    tell("The article was purged: its words are gone.").setAttribute("tabindex", "-1");
    news.lastChild.focus();
  }

  function connect({ server: functions }) {
    server = functions;
    listen(({ documents }) => article.checkOpen(documents));
    window.addEventListener("focus", refresh);
    refresh();
  }

  window.groundwire.part({ connect });
  return { call, listen, refresh, tell, news, remove, restore, purge };
})();
