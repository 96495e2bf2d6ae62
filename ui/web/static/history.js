// The history: the list of conversations, and which of them stands in the Ask tab of this browser tab.
"use strict";
window.groundwire.history = (() => {
  const { make, button, fill, showTab } = window.groundwire;
  let server = null;
  let next = null; // the id that the Ask tab is about to show
  const list = make("ul", { class: "gw-list" });
  const news = make("div", { class: "gw-news", role: "status" });

  // Another id for the conversation of this browser tab: the one that is being opened, or a new one.
  function another() {
    sessionStorage.groundwire = next ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), String).join("-");
    next = null;
    return sessionStorage.groundwire;
  }

  function open(one) {
    next = one.conversation;
    showTab("Ask");
    document.querySelector("#gw-new").click();
    document.querySelector("#gw-question textarea").focus();
  }

  // Show the conversation of this tab anew, its quotations cut afresh: an article was purged.
  function renew() {
    if (!sessionStorage.groundwire || !document.querySelector("#gw-chat .gw-question")) return;
    next = sessionStorage.groundwire;
    document.querySelector("#gw-new").click();
  }

  async function refresh() {
    const history = await server.list_conversations({});
    if (history.error) return tell(history.error, true);
    const rows = history.conversations.map(row);
    list.replaceChildren(...(rows.length ? rows : [make("li", { class: "gw-quiet" }, "No question was asked yet.")]));
  }

  function row(one) {
    const item = make("li", { class: "gw-entry" });
    const title = button(one.name, () => open(one), { class: "gw-entry-title", data: { id: one.conversation } });
    const count = `${one.questions} question${one.questions === 1 ? "" : "s"}`;
    const here = one.conversation === sessionStorage.groundwire ? "open in this tab" : null;
    const facts = make("p", { class: "gw-facts" }, [one.changed, count, here].filter(Boolean).join(" · "));
    const act = (label, action) =>
      button(label, () => action(one, item), { class: "gw-plain", ariaLabel: `${label} “${one.name}”` });
    const exports = [act("Markdown", (it) => save(it, "markdown")), act("JSON", (it) => save(it, "json"))];
    const actions = make("p", { class: "gw-entry-actions" }, act("Rename", rename), ...exports, act("Delete", ask));
    item.append(make("div", {}, title, facts), actions);
    return item;
  }

  // In place of the title stands a box; Enter or leaving it renames, Esc does not.
  function rename(one, item) {
    const box = make("input", { class: "gw-rename", value: one.name, maxLength: 200, ariaLabel: "Name" });
    let done = false;
    const finish = async (wanted) => {
      if (done) return;
      done = true;
      const name = box.value.trim();
      const renames = wanted && name && name !== one.name;
      const renamed = renames ? await call("rename_conversation", { conversation: one.conversation, name }) : null;
      if (renamed) tell(`It is called “${renamed.name}” now.`);
      await refresh();
      focusOn(one);
    };
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) finish(true);
      if (event.key === "Escape") finish(false);
    });
    box.addEventListener("blur", () => finish(true));
    item.querySelector(".gw-entry-title").replaceWith(box);
    box.focus();
    box.select();
  }

  function ask(one, item) {
    const count = one.questions === 1 ? "its question" : `its ${one.questions} questions`;
    const keep = async () => { await refresh(); focusOn(one); };
    const sure = make("p", { class: "gw-entry-actions", role: "group" },
      `Delete “${one.name}” and ${count} for good? `,
      button("Delete", () => remove(one), { class: "gw-plain gw-wrong" }),
      button("Keep", keep, { class: "gw-plain" }));
    sure.addEventListener("keydown", (event) => { if (event.key === "Escape") keep(); });
    item.lastChild.replaceWith(sure);
    sure.lastChild.focus();
  }

  async function remove(one) {
    const deleted = await call("delete_conversation", { conversation: one.conversation });
    if (deleted) tell(`“${deleted.name}” was deleted.`);
    if (deleted && one.conversation === sessionStorage.groundwire) document.querySelector("#gw-new").click();
    await refresh();
    if (!deleted) return;
    news.lastChild.tabIndex = -1; // the buttons are gone, and the focus was on one
    news.lastChild.focus();
  }

  async function save(one, format) {
    const page = location.origin + location.pathname;
    const file = await call("export_conversation", { conversation: one.conversation, format, page });
    if (!file) return;
    const address = URL.createObjectURL(new Blob([file.text], { type: "text/plain;charset=utf-8" }));
    make("a", { href: address, download: file.file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    tell(`“${file.file}” was saved among your downloads.`);
  }

  async function call(name, request) {
    const reply = await server[name](request);
    if (!reply.error) return reply;
    tell(reply.error, true);
    refresh();
    return null;
  }

  function tell(sentence, bad = false) {
    news.replaceChildren(make("p", { class: bad ? "gw-wrong" : "" }, sentence));
  }

  function focusOn(one) {
    const title = [...list.querySelectorAll(".gw-entry-title")].find((it) => it.dataset.id === one.conversation);
    if (title) title.focus();
  }

  function connect({ server: functions }) {
    server = functions;
    window.addEventListener("focus", refresh);
    document.addEventListener("click", (event) => {
      if (event.target.closest("#gw-tabs [role=tab]")) { news.replaceChildren(); refresh(); }
    });
  }

  window.groundwire.part({ connect, look: () => fill("#gw-conversations", news, list) });
  return { another, renew };
})();
