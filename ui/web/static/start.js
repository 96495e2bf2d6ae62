// Starts everything once the article's component, which brings the server's functions, is there.
"use strict";
window.groundwire.connect = (element, server) => {
  if (!document.querySelector("#gw-empty")) {
    setTimeout(window.groundwire.connect, 20, element, server);
    return;
  }
  const { asking, article, chips, card, library, applyTheme } = window.groundwire;
  const parameters = new URLSearchParams(location.search);
  const addressed = parameters.has("document");
  applyTheme();
  asking.connect();
  article.connect(element, server);
  const tidy = chips.connect(addressed);
  card.connect();
  library.connect(server);
  if (addressed) article.openAddress(parameters);

  // Gradio changes the page when it likes; look at it once a frame at most.
  let waiting = false;
  const look = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      tidy();
      library.attach();
    });
  };
  new MutationObserver(look).observe(document.querySelector("#gw-app"), { childList: true, subtree: true });
  look();
};
