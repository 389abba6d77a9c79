// What a reference leads to, shown beside it while it is pointed at or reached with the keyboard. Every link works without it.
(() => {
  "use strict";
  const root = new URL(document.currentScript.dataset.root || ".", location.href).href;
  const links = "a.reference, a.citation, pre a:not(.callout)";

  // What other pages have is in a script of each, since a page that was opened as a file may read no other.
  const pages = new Map();
  let answer = null;
  window.showTargets = (page, targets) => { answer?.(targets); answer = null; };
  let queue = Promise.resolve();
  const load = page => {
    if (!pages.has(page)) {
      queue = queue.then(() => new Promise(done => {
        const script = document.createElement("script");
        answer = targets => { pages.set(page, targets); done(); };
        script.onload = script.onerror = () => { if (!pages.has(page)) pages.set(page, {}); answer = null; done(); };
        script.src = root + "assets/targets/" + page.replace(/html$/, "js");
        document.head.append(script);
      }));
    }
    return queue.then(() => pages.get(page));
  };

  document.addEventListener("colophon-patch", () => pages.clear());

  const parts = element => {
    const part = element.closest("tr, dt, li, .equation, .table, .figure, figure, h1, h2, h3, h4, h5, h6") ?? element;
    const found = [part];
    // Of a section what it begins with, where that is text; of a term what it means.
    if (/^(H.|DT)$/.test(part.tagName)) {
      let next = part.nextElementSibling;
      while (next?.matches(".uses, .byline, .summary, dt")) next = next.nextElementSibling;
      if (next?.matches("p, ul, ol, blockquote, dd, pre")) found.push(next);
    }
    return found.map(piece => piece.cloneNode(true));
  };

  const content = async link => {
    const url = new URL(link.href || link.dataset.name, location.href), id = decodeURIComponent(url.hash.slice(1)), copy = document.createElement("template");
    if (url.pathname === location.pathname && !link.closest(".cell pre")) {
      const element = document.getElementById(id);
      if (element) copy.content.append(...parts(element));
    } else if (url.href.startsWith(root)) {
      const base = url.href.slice(0, url.href.length - url.hash.length);
      copy.innerHTML = (await load(base.slice(root.length)))[id] ?? "";
      for (const image of copy.content.querySelectorAll("img")) image.src = new URL(image.getAttribute("src"), base).href;
    }
    for (const other of copy.content.querySelectorAll(".copy, .uses, .back, script")) other.remove();
    for (const other of copy.content.querySelectorAll("*")) {
      if (!other.closest("svg")) other.removeAttribute("id");
      for (const name of ["href", "tabindex", "data-cut"]) if (!other.closest("svg")) other.removeAttribute(name);
      if (other.style?.anchorName) other.removeAttribute("style");
    }
    return copy.content;
  };

  const box = document.createElement("div");
  box.className = "preview";
  box.id = "_preview";
  box.hidden = true;
  box.setAttribute("aria-hidden", "true");
  let shown = null, wanted = null, timer = 0;

  const place = () => {
    if (!shown) return;
    const word = shown.getClientRects()[0], height = box.offsetHeight, width = box.offsetWidth;
    const below = word.bottom + 8, above = word.top - 8 - height;
    box.style.top = (below + height > innerHeight && above > 0 ? above : below) + "px";
    box.style.left = Math.max(16, Math.min(word.left + word.width / 2 - width / 2, document.documentElement.clientWidth - width - 16)) + "px";
  };
  const hide = () => {
    clearTimeout(timer);
    wanted = null;
    shown?.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
  };
  const show = async link => {
    wanted = link;
    const found = await content(link);
    if (wanted !== link || !found.childElementCount) return;
    hide();
    wanted = shown = link;
    box.replaceChildren(found);
    (document.querySelector("article") ?? document.body).append(box);
    box.hidden = false;
    // A sentence is read with the link; whoever wants a listing follows it.
    if (box.textContent.length < 400) link.setAttribute("aria-describedby", box.id);
    box.classList.toggle("cut", box.scrollHeight > box.clientHeight + 1);
    place();
  };

  const later = (action, delay) => { clearTimeout(timer); timer = setTimeout(action, delay); };
  document.addEventListener("pointerover", event => {
    if (event.pointerType !== "mouse") return;
    const link = event.target.closest?.(links);
    if (link && !box.contains(link)) { if (link === shown) clearTimeout(timer); else later(() => show(link), 220); }
    else if (box.contains(event.target)) clearTimeout(timer);
    else if (shown && shown !== document.activeElement) later(hide, 160);
    else if (!shown) hide();
  });
  // A first tap on a name in code shows what it is, and the next one follows it.
  document.addEventListener("click", event => {
    if (event.pointerType !== "touch") return;
    const link = event.target.closest?.("pre a:not(.callout)");
    if (!link) { if (!box.contains(event.target)) hide(); return; }
    if (link === shown) return;
    event.preventDefault();
    show(link).then(() => { if (link === wanted && link !== shown) link.click(); });
  });
  document.addEventListener("focusin", event => {
    const link = event.target.closest(links);
    if (link?.matches(":focus-visible")) show(link);
  });
  document.addEventListener("focusout", event => { if (event.target === wanted) hide(); });
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", place, { passive: true });
  addEventListener("resize", place);
  addEventListener("pagehide", hide);
})();
