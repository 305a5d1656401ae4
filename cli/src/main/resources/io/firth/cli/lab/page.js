// Each formula is there in Unicode already; typeset it, or leave it as it is.
for (const span of document.querySelectorAll("[data-tex]")) {
  const typeset = document.createElement("span");
  try {
    katex.render(span.dataset.tex, typeset, { displayMode: true, throwOnError: true });
    span.replaceChildren(typeset);
  } catch (error) {
    span.dataset.error = error.message;
  }
}
for (const shell of document.querySelectorAll(".formula")) {
  const plain = shell.querySelector(":scope > .plain");
  const parts = shell.querySelectorAll(":scope > [data-tex]");
  const failed = [...parts].some((part) => part.dataset.error);
  plain.hidden = !failed;
  parts.forEach((part) => { part.hidden = failed; });
}
// A formula a little too wide for the screen becomes smaller; one far too wide scrolls in its own box.
function fit() {
  for (const span of document.querySelectorAll(".formula > [data-tex]")) {
    span.style.fontSize = "";
    if (span.scrollWidth > span.clientWidth + 1) {
      span.style.fontSize = Math.max(0.68, (span.clientWidth - 6) / span.scrollWidth) + "em";
    }
  }
}
document.fonts.ready.then(fit);
addEventListener("resize", fit);
// A box that scrolls sideways can be reached with the keyboard.
for (const box of document.querySelectorAll(".scroll, .formula > span")) {
  if (box.scrollWidth > box.clientWidth + 1) {
    box.tabIndex = 0;
  }
}
