// The page's own namespace, light and dark, and small things that every other script uses.
"use strict";
window.groundwire = (() => {
  const wide = window.matchMedia("(min-width: 1024px)");
  const phone = window.matchMedia("(max-width: 639px)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  // An element with properties, classes in `class`, data in `data`, and children; strings become text nodes.
  function make(tag, properties = {}, ...children) {
    const { class: classes, data, ...rest } = properties;
    const element = Object.assign(document.createElement(tag), rest);
    if (classes) element.className = classes;
    Object.assign(element.dataset, data || {});
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function button(label, onclick, properties = {}) {
    return make("button", { type: "button", onclick, ...properties }, label);
  }

  function showTab(name) {
    const tabs = document.querySelectorAll("#gw-tabs [role=tab]");
    const tab = [...tabs].find((one) => one.textContent.trim() === name);
    if (tab && tab.getAttribute("aria-selected") !== "true") tab.click();
  }

  // Focus what may not be there, or not be seen, before the next frames; not where somebody went elsewhere.
  function focusSoon(find, frames = 60, from = document.activeElement) {
    const place = find();
    if (place) place.focus({ preventScroll: true });
    const waits = !place || document.activeElement !== place;
    const free = [from, document.body, place].includes(document.activeElement);
    if (frames && (waits || frames > 40) && free) requestAnimationFrame(() => focusSoon(find, frames - 1, from));
  }

  async function copy(text, pressed) {
    try {
      await navigator.clipboard.writeText(text);
      say(pressed, "Copied");
    } catch {
      say(pressed, "Could not copy");
    }
  }

  function say(pressed, words) {
    const label = pressed.textContent;
    pressed.textContent = words;
    setTimeout(() => { pressed.textContent = label; }, 1500);
  }

  function applyTheme() {
    const chosen = localStorage.getItem("groundwire-theme");
    if (chosen) document.body.classList.toggle("dark", chosen === "dark");
    const toggle = document.querySelector("#gw-theme");
    if (toggle) toggle.textContent = document.body.classList.contains("dark") ? "Light" : "Dark";
  }

  function toggleTheme() {
    const dark = !document.body.classList.contains("dark");
    localStorage.setItem("groundwire-theme", dark ? "dark" : "light");
    applyTheme();
  }

  // What every script of a tab names itself with: {connect({element, server, addressed}), look()}. `connect` is
  // called once, in the scripts' order; `look` whenever Gradio changed the page, at most once a frame.
  const parts = [];
  const part = (one) => parts.push(one);

  // Put nodes of ours into a place of Gradio's, which makes a tab only when it is first opened: for `look`.
  function fill(selector, ...nodes) {
    const place = document.querySelector(selector);
    if (place && !place.contains(nodes[0])) place.replaceChildren(...nodes);
  }

  return { wide, phone, calm, parts, part, fill, make, button, showTab, focusSoon, copy, applyTheme, toggleTheme };
})();
