// The history: the list of conversations, and which of them stands in the Ask tab of this browser tab.
"use strict";
window.groundwire.history = (() => {
  const { make, button, fill, showTab, focusSoon, article, asking, confirm } = window.groundwire;
  let server = null;
  let next = null; // the id that the Ask tab is about to show
  let asked = 0; // how many lists were asked for: an older one may come after a newer one
  const list = make("ul", { class: "gw-list" });
  const news = make("div", { class: "gw-news", role: "status" });

  // Another id for the conversation of this browser tab: the one that is being opened, or a new one.
  function another() {
    if (next !== sessionStorage.groundwire) { // another conversation, where nothing is open yet
      article.clear();
      focusSoon(asking.box);
    }
    sessionStorage.groundwire = next ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), String).join("-");
    next = null;
    return sessionStorage.groundwire;
  }

  function open(one) {
    next = one.conversation;
    showTab("Ask");
    document.querySelector("#gw-new").click();
  }

  // Show the conversation of this tab anew, its quotations cut afresh: an article was purged.
  function renew() {
    if (!sessionStorage.groundwire || !document.querySelector("#gw-chat .gw-question")) return;
    next = sessionStorage.groundwire;
    document.querySelector("#gw-new").click();
  }

  // Replace the rows by those of today, unless one of them is being renamed or asks something.
  async function refresh() {
    const mine = ++asked;
    const history = await server.list_conversations({});
    if (mine !== asked || list.querySelector(".gw-confirm, .gw-rename")) return; // or a later list is on its way
    if (history.error) return tell(history.error, true);
    const rows = history.conversations.map(row);
    const focused = document.activeElement.closest("#gw-conversations .gw-entry");
    const place = focused ? [...focused.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    list.replaceChildren(...(rows.length ? rows : [make("li", { class: "gw-quiet" }, "No question was asked yet.")]));
    const same = focused && rows.find((it) => it.dataset.id === focused.dataset.id);
    if (same && place >= 0) same.querySelectorAll("button")[place].focus();
  }

  function row(one) {
    const item = make("li", { class: "gw-entry", data: { id: one.conversation } });
    const title = button(one.name, () => open(one), { class: "gw-entry-title" });
    const count = `${one.questions} question${one.questions === 1 ? "" : "s"}`;
    const here = one.conversation === sessionStorage.groundwire ? "open in this tab" : null;
    const facts = make("p", { class: "gw-facts" }, [one.changed, count, here].filter(Boolean).join(" · "));
    const act = (label, action) =>
      button(label, () => action(one, item), { class: "gw-plain", ariaLabel: `${label} “${one.name}”` });
    const exports = [act("Markdown", (it) => save(it, "markdown")), act("JSON", (it) => save(it, "json"))];
    const actions = make("div", { class: "gw-entry-actions" }, act("Rename", rename), ...exports, act("Delete", ask));
    item.append(make("div", {}, title, facts), actions);
    return item;
  }

  // In place of the title stands a box; Enter or leaving it renames, Esc does not.
  function rename(one, item) {
    const title = item.querySelector(".gw-entry-title");
    const box = make("input", { class: "gw-rename", value: one.name, maxLength: 200, ariaLabel: "Name" });
    let done = false;
    const finish = async (wanted, typed = true) => {
      if (done) return;
      done = true;
      const name = box.value.trim();
      box.replaceWith(title);
      if (typed) title.focus(); // who clicked elsewhere is there
      if (!wanted || !name || name === one.name) return refresh();
      const renamed = await call("rename_conversation", one, { name });
      if (renamed) tell(`It is called “${renamed.name}” now.`);
      refresh();
    };
    box.addEventListener("keydown", (event) => {
      if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault(); // the title has the focus then, and would be pressed
      finish(event.key === "Enter");
    });
    box.addEventListener("blur", () => finish(true, false));
    title.replaceWith(box);
    box.focus();
    box.select();
  }

  function ask(one, item) {
    const count = one.questions === 1 ? "its question" : `its ${one.questions} questions`;
    confirm(item.lastChild, item.lastChild.lastChild, {
      sentence: `Delete “${one.name}” and ${count} for good?`,
      label: "Delete it",
      keep: "Keep it",
      act: () => remove(one, item),
    });
  }

  async function remove(one, item) {
    const deleted = await call("delete_conversation", one);
    if (!deleted) return;
    item.remove();
    tell(`“${deleted.name}” was deleted.`);
    news.lastChild.tabIndex = -1; // the buttons are gone, and the focus was on one
    news.lastChild.focus();
    if (one.conversation === sessionStorage.groundwire) document.querySelector("#gw-new").click();
    await refresh();
  }

  async function save(one, format) {
    const page = location.origin + location.pathname;
    const file = await call("export_conversation", one, { format, page });
    if (!file) return;
    const address = URL.createObjectURL(new Blob([file.text], { type: "text/plain;charset=utf-8" }));
    make("a", { href: address, download: file.file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    tell(`“${file.file}” was saved among your downloads.`);
  }

  // The reply of one of the server's functions about a conversation; null where it failed, which is told.
  async function call(name, one, more = {}) {
    const reply = await server[name]({ conversation: one.conversation, ...more });
    if (!reply.error) return reply;
    tell(reply.error.replace(one.conversation, () => `“${one.name}”`), true);
    refresh();
    return null;
  }

  function tell(sentence, bad = false) {
    news.replaceChildren(make("p", { class: bad ? "gw-wrong" : "" }, sentence));
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
