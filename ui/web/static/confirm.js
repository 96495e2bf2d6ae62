// Asking again before something is done: in its place, without a window over the page.
"use strict";
window.groundwire.confirm = (() => {
  const { make, button } = window.groundwire;

  // Show `sentence` in `place` with the two buttons; the focus goes there and, where it was kept, back to `from`.
  return function confirm(place, from, { sentence, label, keep, act }) {
    const before = [...place.children];
    const close = () => { place.replaceChildren(...before); from.focus(); };
    const yes = button(label, async () => { // its place may have left the page with what was removed, and come back by Undo
      yes.disabled = true;
      await act();
      if (place.contains(yes)) place.isConnected ? close() : place.replaceChildren(...before);
    }, { class: "gw-button" });
    const no = button(keep, close, { class: "gw-button gw-quiet-button" });
    const asked = make("div", { class: "gw-confirm", role: "group", ariaLabel: "Are you sure?" }, make("p", {}, sentence), yes, no);
    asked.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    place.replaceChildren(asked);
    no.focus();
  };
})();
