"use strict";
// Filters the failed questions, and shows whole articles with their marks. Without it everything can be read.

const form = document.getElementById("filter");
const failures = Array.from(document.querySelectorAll("details.failure"), (element) => ({
  element,
  kind: element.dataset.kind,
  split: element.dataset.split,
  sorts: element.dataset.sorts.split(" "),
  words: Array.from(element.querySelectorAll("summary, .facts, .way"), (part) => part.textContent)
    .join(" ")
    .toLowerCase(),
}));

function wanted() {
  const fields = new FormData(form);
  return {
    sort: fields.get("sort") || "",
    kind: fields.get("kind") || "",
    split: fields.get("split") || "",
    words: (fields.get("words") || "").toLowerCase().split(/\s+/).filter(Boolean),
  };
}

function fits(failure, filter) {
  return (
    (!filter.sort || failure.sorts.includes(filter.sort)) &&
    (!filter.kind || failure.kind === filter.kind) &&
    (!filter.split || failure.split === filter.split) &&
    filter.words.every((word) => failure.words.includes(word))
  );
}

function apply() {
  const filter = wanted();
  let shown = 0;
  for (const failure of failures) {
    const fit = fits(failure, filter);
    failure.element.hidden = !fit;
    shown += fit;
  }
  document.getElementById("count").textContent =
    shown === failures.length ? `${shown} shown` : `${shown} of ${failures.length} shown`;
  document.getElementById("nothing").hidden = shown > 0;
  recount(filter);
}

// Each choice tells how many questions it would show beside the other choices.
function recount(filter) {
  const number = (change) => failures.filter((failure) => fits(failure, { ...filter, ...change })).length;
  for (const place of form.querySelectorAll("[data-count]"))
    place.textContent = number({ sort: place.dataset.count });
  for (const name of ["kind", "split"])
    for (const option of form.elements[name]?.options ?? [])
      if (option.value) option.textContent = `${option.dataset.name} (${number({ [name]: option.value })})`;
}

function clear() {
  form.reset();
  apply();
}

function openShown(open) {
  for (const { element } of failures) if (!open || !element.hidden) element.open = open;
}

// The article's text cut at its marks. Offsets count code points, so the string is taken apart first.
function markedText(text, marks) {
  const points = Array.from(text);
  const edges = new Set([0, points.length]);
  for (const [start, end] of marks) edges.add(start).add(end);
  const places = Array.from(edges).sort((one, other) => one - other);
  const whole = document.createDocumentFragment();
  for (let at = 0; at + 1 < places.length; at += 1) {
    const words = points.slice(places[at], places[at + 1]).join("");
    const over = marks.filter(([start, end]) => start <= places[at] && places[at + 1] <= end);
    whole.append(over.length ? markOf(words, over, places[at]) : words);
  }
  return whole;
}

function markOf(words, over, place) {
  const mark = document.createElement("mark");
  const sorts = new Set(over.map(([, , sort]) => sort));
  mark.className = sorts.size > 1 ? "both" : over[0][2];
  const labels = new Set(over.filter(([start]) => start === place).map(([, , , label]) => label));
  if (labels.size) mark.dataset.label = Array.from(labels).join(" · ");
  mark.textContent = words;
  return mark;
}

function offerWhole(link) {
  const box = link.closest(".excerpt").querySelector("[data-article]");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "whole";
  button.textContent = "Show the whole article";
  const excerpt = Array.from(box.childNodes);
  let whole = false;
  button.addEventListener("click", () => {
    whole = !whole;
    const text = document.getElementById(box.dataset.article).textContent;
    box.replaceChildren(...(whole ? [markedText(text, JSON.parse(box.dataset.marks))] : excerpt));
    button.textContent = whole ? "Show the excerpt only" : "Show the whole article";
    if (!whole) button.scrollIntoView({ block: "nearest" });
  });
  link.replaceWith(button);
}

if (form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  form.querySelector(".open").addEventListener("click", () => openShown(true));
  form.querySelector(".close").addEventListener("click", () => openShown(false));
  for (const button of document.querySelectorAll("button.reset")) button.addEventListener("click", clear);
  apply();
}
for (const link of document.querySelectorAll("a.whole")) offerWhole(link);
