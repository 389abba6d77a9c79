// Conveniences. Every page reads without them.
(() => {
  "use strict";
  const root = document.documentElement;
  const key = "colophon-colours";
  const words = document.currentScript.dataset;

  // The colours that the reader chose, before anything is painted. A browser that keeps nothing follows the system.
  const chosen = () => { try { return localStorage.getItem(key) || "system"; } catch { return "system"; } };
  const remember = mode => { try { localStorage.setItem(key, mode); } catch { /* for this page only */ } };
  const wear = mode => {
    if (mode === "light" || mode === "dark") root.dataset.theme = mode; else delete root.dataset.theme;
    for (const button of document.querySelectorAll(".modes button"))
      button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
  };
  wear(chosen());

  // The contents of the book, in the place of the few lines that a page has of them by itself. Called by `contents.js`.
  window.showContents = parts => {
    const { root, page } = document.currentScript.dataset;
    const entries = document.querySelector("nav.book .entries");
    const here = entries.querySelector("li.here");
    const list = document.createDocumentFragment();
    for (const part of parts) {
      if (part.title) {
        const title = document.createElement("p");
        title.className = "part";
        title.textContent = part.title;
        list.append(title);
      }
      const chapters = document.createElement("ol");
      for (const [path, number, title] of part.chapters) {
        if (path === page && here) { chapters.append(here); continue; }
        const entry = document.createElement("li"), link = document.createElement("a");
        const [figure, words] = [document.createElement("span"), document.createElement("span")];
        link.href = root + path;
        figure.className = "number";
        figure.textContent = number;
        words.textContent = title;
        link.append(figure, " ", words);
        entry.append(link);
        chapters.append(entry);
      }
      list.append(chapters);
    }
    entries.replaceChildren(list);
  };

  const copied = async (text, source) => {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* an old browser, or no permission */ }
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return document.execCommand("copy");
  };

  const addCopyButton = pre => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      button.textContent = await copied(pre.textContent, pre) ? words.copied : words.byHand;
      setTimeout(() => { button.textContent = words.copy; }, 1600);
    });
    pre.before(button);
  };

  // What scrolls sideways can be reached and scrolled with the keyboard.
  const makeScrollable = () => {
    for (const box of document.querySelectorAll("pre, .tensor, .picture, .math"))
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0; else box.removeAttribute("tabindex");
  };

  const followSections = () => {
    const links = new Map([...document.querySelectorAll("nav.book li li > a")].map(a => [a.hash.slice(1), a]));
    const headings = [...links.keys()].map(id => document.getElementById(decodeURIComponent(id))).filter(Boolean);
    if (!headings.length) return;
    let now = null;
    const mark = () => {
      const above = headings.filter(h => h.getBoundingClientRect().top < innerHeight * 0.3).pop();
      const link = above ? links.get(above.id) ?? links.get(encodeURIComponent(above.id)) : null;
      if (link === now) return;
      now?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "location");
      now = link;
    };
    addEventListener("scroll", mark, { passive: true });
    mark();
  };

  document.addEventListener("DOMContentLoaded", () => {
    wear(chosen());
    for (const modes of document.querySelectorAll(".modes")) modes.hidden = false;
    for (const button of document.querySelectorAll(".modes button"))
      button.addEventListener("click", () => { remember(button.dataset.mode); wear(button.dataset.mode); });
    for (const pre of document.querySelectorAll("figure.cell pre.code")) addCopyButton(pre);
    makeScrollable();
    addEventListener("resize", makeScrollable, { passive: true });
    for (const fold of document.querySelectorAll("details")) fold.addEventListener("toggle", makeScrollable);
    followSections();
    // Closing the contents on a phone goes back to where the reader was, not to the top.
    document.querySelector("nav.book .close")?.addEventListener("click", event => {
      if (history.length > 1) { event.preventDefault(); history.back(); }
    });
  });
})();
