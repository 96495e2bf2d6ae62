// Starts everything once the article's component, which brings the server's functions, is there.
"use strict";
window.groundwire.connect = (element, server) => {
  if (!document.querySelector("#gw-empty")) {
    setTimeout(window.groundwire.connect, 20, element, server);
    return;
  }
  const { article, parts, applyTheme } = window.groundwire;
  const parameters = new URLSearchParams(location.search);
  const addressed = parameters.has("document");
  applyTheme();
  for (const part of parts) if (part.connect) part.connect({ element, server, addressed });
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
