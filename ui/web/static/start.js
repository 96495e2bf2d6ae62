// Starts everything once the article's component, which brings the server's functions, is there.
"use strict";

// The server's functions. Where there is no server to reply, they reply {error, silent}: Gradio fails then, or,
// where the server goes away under way, hands over nothing.
const SILENT = { error: "The server does not answer. Is Groundwire still running?", silent: true };
const answering = (server) => new Proxy({}, {
  get: (_, name) => async (request) => (await server[name](request).catch(() => null)) ?? { ...SILENT },
});

window.groundwire.connect = (element, server) => {
  if (!document.querySelector("#gw-empty")) {
    setTimeout(window.groundwire.connect, 20, element, server);
    return;
  }
  const { article, parts, applyTheme } = window.groundwire;
  const functions = answering(server);
  const parameters = new URLSearchParams(location.search);
  const addressed = parameters.has("document");
  applyTheme();
  for (const part of parts) if (part.connect) part.connect({ element, server: functions, addressed });
  if (addressed) article.openAddress(parameters);

  // Gradio changes the page when it likes; look at it once a frame at most.
  let waiting = false;
  const look = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      for (const part of parts) if (part.look) part.look();
    });
  };
  new MutationObserver(look).observe(document.querySelector("#gw-app"), { childList: true, subtree: true });
  look();
};
