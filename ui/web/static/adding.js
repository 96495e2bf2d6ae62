// Adding files: dropped anywhere or chosen, checked by the server before they are read, then sent one by one.
// Where a name is taken the file waits here, unread or not, until its reader says what it is.
"use strict";
window.groundwire.adding = (() => {
  const { make, button, library, showTab } = window.groundwire;
  const CHOICES = [["version", "It is a new version", "New versions"], ["another", "It is another article", "Other articles"], [null, "Leave it out", "Leave them out"]];
  const UNREADABLE = "could not be read from this computer; was it moved or deleted?";
  const jobs = []; // all of this page, in order
  const asking = new Set(); // those that wait for a choice
  let working = false;

  const summary = make("p", { class: "gw-summary", role: "status", tabIndex: -1 });
  const together = make("div", { class: "gw-together-asked", role: "group", ariaLabel: "For all of them", hidden: true });
  const list = make("ul", { class: "gw-files", ariaLabel: "Files", tabIndex: 0 });
  const report = make("div", { class: "gw-report", hidden: true }, summary, together, list);

  // --- one file or text ---------------------------------------------------------------------------

  // A job: {label, send(choice) -> reply, done(reply)}; `send` may be called again, with the choice.
  function enqueue(job) {
    Object.assign(job, { state: "waiting", row: make("li", {}) });
    jobs.push(job);
    list.append(job.row);
    told(job, "Waiting");
    report.hidden = false;
    work();
  }

  async function work() {
    if (working) return;
    working = true;
    for (let job; (job = jobs.find((one) => one.state === "waiting"));) await run(job);
    working = false;
    await library.refresh();
    summarise();
  }

  async function run(job) {
    job.state = "adding";
    told(job, "Adding…");
    summarise();
    job.row.scrollIntoView({ block: "nearest" });
    const reply = await job.send(job.choice ?? {}).catch(() => ({ error: `“${job.label}” ${UNREADABLE}` }));
    if (reply.asks) return ask(job, reply.asks);
    const failed = reply.error || (reply.outcome === "failed" && reply.message);
    job.state = failed ? "failed" : "done";
    told(job, failed || reply.message, reply.silent && button("Try again", () => again(job), { class: "gw-plain" }));
    if (job.done) job.done(reply);
  }

  function again(job) {
    job.state = "waiting";
    told(job, "Waiting");
    work();
  }

  function told(job, words, action = null) {
    job.row.className = `gw-${job.state}`;
    const named = words.includes(`“${job.label}”`) || words.startsWith(`${job.label} `);
    const known = named ? [words] : [make("b", {}, job.label), ` ${words}`];
    job.row.replaceChildren(make("p", {}, ...known, action && " ", action || null));
  }

  // --- a name that is taken -----------------------------------------------------------------------

  function ask(job, asked) {
    job.state = "asking";
    job.asked = asked;
    asking.add(job);
    told(job, asked.sentence);
    const buttons = CHOICES.map(([as, label]) => button(label, () => choose([job], as), { class: "gw-button gw-quiet-button", ariaLabel: `${label}: ${job.label}` }));
    job.row.append(make("div", { class: "gw-choices", role: "group", ariaLabel: job.label }, ...buttons));
    offerAll();
  }

  function choose(chosen, as) {
    for (const job of chosen) {
      asking.delete(job);
      job.choice = { as, of: job.asked.of };
      job.state = as ? "waiting" : "left";
      told(job, as ? "Waiting" : "was left out.");
      if (!as && job.done) job.done({ left: true });
    }
    offerAll();
    const next = asking.size ? [...asking][0].row.querySelector("button") : summary;
    summarise();
    next.focus();
    work();
  }

  function offerAll() {
    together.hidden = asking.size < 2;
    const buttons = CHOICES.map(([as, , label]) => button(label, () => choose([...asking], as), { class: "gw-button gw-quiet-button" }));
    together.replaceChildren(make("p", {}, `${asking.size} names are taken. For all of them:`), ...buttons);
  }

  function summarise() {
    const count = (state) => jobs.filter((one) => one.state === state).length;
    const [left, asked, done, failed] = [count("waiting") + count("adding"), asking.size, count("done"), count("failed")];
    const say = (number, one, many) => number && (number === 1 ? one : `${number} ${many}`);
    const parts = left
      ? [`Adding ${jobs.length - left + 1} of ${jobs.length}…`]
      : [say(done, "One is in the library.", "are in the library."), say(failed, "One could not be added.", "could not be added."), say(asked, "One waits for your choice.", "wait for your choice.")];
    summary.textContent = parts.filter(Boolean).join(" ");
    if (left || !failed) return;
    for (const job of [...jobs].reverse()) if (job.state === "failed") list.prepend(job.row);
    list.scrollTop = 0;
  }

  // --- files --------------------------------------------------------------------------------------

  async function add(files) {
    showTab("Library");
    const chosen = [...files];
    if (!working && !asking.size) clear();
    const checked = await library.call("check_files", { files: chosen.map(({ name, size }) => ({ name, size })) });
    if (checked.error) return library.tell(checked.error, { bad: true });
    checked.files.forEach(({ name, problem }, place) => enqueue({
      label: name,
      send: async (choice) => (problem ? { error: problem } : library.call("add_file", { name, content: await base64(chosen[place]), ...choice })),
    }));
  }

  function clear() {
    jobs.length = 0;
    list.replaceChildren();
  }

  const base64 = (file) => new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(",", 2)[1] ?? "");
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });

  const picker = make("input", { type: "file", multiple: true, accept: ".txt,.text", hidden: true, ariaLabel: "Text files" });
  picker.addEventListener("change", () => { add(picker.files); picker.value = ""; });
  const opener = button("Add articles", () => picker.click(), { class: "gw-button", id: "gw-upload" });
  const buttons = (other) => make("div", { class: "gw-add" }, opener, other, picker);

  // --- dropping -----------------------------------------------------------------------------------

  const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  const veil = make("div", { class: "gw-veil", hidden: true }, make("p", {}, "Drop text files to add them to the library."));

  function connect() {
    document.querySelector("#gw-app").append(veil);
    document.addEventListener("dragover", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      veil.hidden = false;
    });
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) veil.hidden = true; });
    document.addEventListener("drop", (event) => {
      veil.hidden = true;
      if (!event.dataTransfer || !event.dataTransfer.files.length) return;
      event.preventDefault();
      add(event.dataTransfer.files);
    });
    window.addEventListener("beforeunload", (event) => { if (working || asking.size) event.preventDefault(); });
  }

  window.groundwire.part({ connect });
  return { add, enqueue, buttons, report, opener };
})();
