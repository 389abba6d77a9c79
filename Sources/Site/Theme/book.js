// Conveniences. Every page reads without them.
(() => {
  "use strict";
  const root = document.documentElement;
  const key = "colophon-colours";
  const words = document.currentScript.dataset;

  // For all scripts.
  const make = window.makeElement = (name, values, ...children) => {
    const element = Object.assign(document.createElement(name), values);
    element.append(...children);
    return element;
  };
  // Does what a page needs, and again where it changes while it is open.
  window.enhancePage = enhance => {
    enhance();
    document.addEventListener("colophon-patch", enhance);
  };

  // The fonts of the first screen, before the style sheet asks for them. A page that is opened as a file may not.
  if (location.protocol !== "file:")
    for (const name of ["serif", "serif-semibold", "serif-italic", "mono"])
      document.head.append(make("link", { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href: new URL(`fonts/${name}.woff2`, document.currentScript.src) }));

  // The colours that the reader chose, before anything is painted. A browser that keeps nothing follows the system.
  const chosen = () => { try { return localStorage.getItem(key) || "system"; } catch { return "system"; } };
  const remember = mode => { try { localStorage.setItem(key, mode); } catch { /* for this page only */ } };
  const wear = mode => {
    if (mode === "light" || mode === "dark") root.dataset.theme = mode; else delete root.dataset.theme;
    for (const button of document.querySelectorAll(".modes button"))
      button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
  };
  wear(chosen());

  // The contents of the book, in place of the few lines that a page has of them by itself. Called by `contents.js`.
  // From page to page they stay as the reader left them: where they were scrolled to, and which parts are folded. They are shown once more
  // where they change while a page is open.
  const left = { top: 0, folded: {} };
  const long = 24;
  let isShown;
  window.showContents = parts => {
    const { root, page } = document.currentScript.dataset;
    const entries = document.querySelector("nav.book .entries");
    const here = entries.querySelector("li.here");
    const key = "colophon-contents " + new URL(root || ".", location.href).pathname;
    const top = isShown && entries.scrollTop;
    if (!isShown) {
      try { Object.assign(left, JSON.parse(sessionStorage.getItem(key))); } catch { /* as at the first page */ }
      addEventListener("pagehide", () => {
        if (entries.clientHeight) left.top = entries.scrollTop;
        try { sessionStorage.setItem(key, JSON.stringify(left)); } catch { /* the next page begins anew */ }
      });
    }
    const isLong = parts.reduce((count, part) => count + part.chapters.length, 0) > long;
    const list = document.createDocumentFragment();
    for (const [index, part] of parts.entries()) {
      const chapters = make("ol");
      for (const [path, number, title] of part.chapters) {
        const link = () => make("a", { href: root + path }, make("span", { className: "number" }, number), " ", make("span", {}, title));
        chapters.append(path === page && here ? here : make("li", {}, link()));
      }
      if (!part.title) { list.append(chapters); continue; }
      const title = make("summary", { className: "part" }, part.title), fold = make("details", {}, title, chapters);
      fold.open = here && chapters.contains(here) || !(left.folded[index] ?? isLong);
      if (part.page) {
        const link = make("a", { href: root + part.page }, part.title);
        if (part.page === page) link.setAttribute("aria-current", "page");
        chapters.prepend(make("li", {}, link));
      }
      title.addEventListener("click", () => { left.folded[index] = fold.open; });
      list.append(fold);
    }
    entries.replaceChildren(list);
    if (isShown) entries.scrollTop = top; else showHere(left.top);
    isShown = true;
  };

  // Scrolls the contents, and on to the entry of this page where it would not be seen.
  const showHere = top => {
    const entries = document.querySelector("nav.book .entries");
    entries.scrollTop = top;
    const here = entries.querySelector("li.here");
    if (!here) return;
    const fold = here.closest("details");
    if (fold) fold.open = true;
    showEntry(here.firstElementChild);
  };

  const showEntry = link => {
    const entries = link.closest(".entries");
    const [box, entry] = [entries.getBoundingClientRect(), link.getBoundingClientRect()];
    if (entry.top < box.top || entry.bottom > box.bottom) entries.scrollTop += entry.top - box.top - box.height / 3;
  };

  // On a phone the contents lie over the page, of which nothing else can be reached until they are closed.
  const makeDialog = () => {
    const nav = document.querySelector("nav.book"), opener = document.querySelector(".bar a");
    const phone = matchMedia("(max-width: 52rem)");
    let isOpen = false, wasOpened = false, isLeft = false;
    const update = () => {
      const shows = phone.matches && location.hash === "#" + nav.id;
      if (shows === isOpen) return;
      isOpen = shows;
      for (const part of document.body.children) if (part !== nav) part.inert = shows;
      if (shows) {
        showHere(0);
        (nav.querySelector('[aria-current="page"]') ?? nav.querySelector(".close")).focus({ preventScroll: true });
      } else {
        if (!isLeft) opener.focus({ preventScroll: true });
        if (location.hash !== "#" + nav.id) wasOpened = false;
      }
      isLeft = false;
    };
    // Back to where the reader was, and not to the top.
    const close = () => {
      if (wasOpened) return history.back();
      const top = scrollY;
      location.replace("#_text");
      scrollTo(0, top);
    };
    opener.addEventListener("click", () => { wasOpened = true; });
    nav.addEventListener("click", event => {
      const link = event.target.closest("a");
      if (link?.matches(".close")) { event.preventDefault(); return close(); }
      if (!link) return;
      isLeft = true;
      if (!isOpen || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // The way back from there is to the text, not to the contents over it.
      event.preventDefault();
      location.replace(link.href);
    });
    document.addEventListener("keydown", event => { if (isOpen && event.key === "Escape") close(); });
    addEventListener("hashchange", update);
    phone.addEventListener("change", update);
    update();
  };

  // A formula is copied once, as TeX, whole even where the selection begins or ends within it. Numbers have a true minus sign on
  // the page and that of code where they are copied to.
  document.addEventListener("copy", event => {
    const selection = getSelection(), copy = document.createElement("div");
    const around = (node, selector) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(selector);
    const formula = node => around(node, ".katex");
    const numbers = ".tensor, .picture, .checked";
    let signs = 0;
    const writeSigns = part => {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const typed = texts.currentNode.data.replaceAll("\u2212", "-");
        if (typed !== texts.currentNode.data) { texts.currentNode.data = typed; signs += 1; }
      }
    };
    for (let index = 0; index < selection.rangeCount; index++) {
      const range = selection.getRangeAt(index).cloneRange();
      const [first, last] = [formula(range.startContainer), formula(range.endContainer)];
      if (first) range.setStartBefore(first);
      if (last) range.setEndAfter(last);
      const part = range.cloneContents();
      if (around(range.commonAncestorContainer, numbers)) writeSigns(part);
      copy.append(part);
    }
    for (const number of copy.querySelectorAll(numbers)) writeSigns(number);
    const formulas = copy.querySelectorAll(".katex");
    if (!formulas.length && !signs) return;
    for (const formula of formulas) {
      const sign = formula.closest(".katex-display") ? "$$" : "$";
      formula.replaceWith(sign + formula.querySelector("annotation").textContent.trim() + sign);
    }
    for (const other of copy.querySelectorAll(".cell-number, .about, .copy, .callout, .prompt, .changes del, summary")) other.remove();
    copy.className = "copying";
    document.body.append(copy);
    event.clipboardData.setData("text/plain", copy.innerText);
    event.clipboardData.setData("text/html", copy.innerHTML);
    copy.remove();
    event.preventDefault();
  });

  const copied = async (text, source) => {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* an old browser, or no permission */ }
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return document.execCommand("copy");
  };

  // The code of a frame without what the page adds to it, and without the lines that are not unfolded.
  const codeOf = frame => {
    let text = "";
    for (const pre of frame.querySelectorAll("pre.code")) {
      if (pre.closest(".hidden-lines:not([open])")) continue;
      const code = pre.cloneNode(true);
      for (const other of code.querySelectorAll(".callout, .prompt, .console-output, del")) other.remove();
      text += code.textContent.replace(/[ \t]+$/gm, "").replace(/\n?$/, "\n");
    }
    return text.replace(/\n$/, "");
  };

  const addCopyButton = frame => {
    const button = make("button", { type: "button", className: "copy" }), name = frame.dataset.copy;
    const pre = [...frame.querySelectorAll("pre.code")].find(pre => !pre.closest(".hidden-lines"));
    const show = (text, label) => { button.textContent = text; button.setAttribute("aria-label", label); };
    show(words.copy, name);
    button.addEventListener("click", async () => {
      const text = await copied(codeOf(frame), pre ?? frame) ? words.copied : words.byHand;
      show(text, text);
      setTimeout(() => show(words.copy, name), 1600);
    });
    const title = frame.querySelector(":scope > .code-title");
    if (title || !pre) (title ?? frame.firstElementChild).before(button); else pre.before(button);
  };

  // Tabs: without this script all of them stand below each other.
  const makeTabs = () => {
    for (const [number, tabs] of [...document.querySelectorAll(".tabs")].entries()) {
      const panels = [...tabs.querySelectorAll(":scope > .tab")];
      if (!panels.length || tabs.querySelector(":scope > .tab-list")) continue;
      const list = make("div", { className: "tab-list", role: "tablist" });
      const select = (chosen, focus) => {
        for (const [index, panel] of panels.entries()) {
          const button = list.children[index], on = index === chosen;
          button.setAttribute("aria-selected", String(on));
          button.tabIndex = on ? 0 : -1;
          if (on) panel.removeAttribute("hidden"); else panel.setAttribute("hidden", "until-found");
        }
        if (focus) list.children[chosen].focus();
      };
      for (const [index, panel] of panels.entries()) {
        const name = panel.querySelector(":scope > .tab-name").cloneNode(true);
        const button = make("button", { type: "button", id: `_tab-${number}-${index}`, role: "tab" }, ...name.childNodes);
        panel.id ||= `_panel-${number}-${index}`;
        button.setAttribute("aria-controls", panel.id);
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-labelledby", button.id);
        button.addEventListener("click", () => select(index));
        panel.addEventListener("beforematch", () => select(index));
        list.append(button);
      }
      list.addEventListener("keydown", event => {
        const now = panels.findIndex(panel => !panel.hasAttribute("hidden")), last = panels.length - 1;
        const forward = root.dir === "rtl" ? "ArrowLeft" : "ArrowRight", back = root.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
        const next = { [forward]: now === last ? 0 : now + 1, [back]: now ? now - 1 : last, Home: 0, End: last }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        select(next, true);
      });
      tabs.prepend(list);
      const show = () => {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        const index = panels.findIndex(panel => target && panel.contains(target));
        if (index < 0) return;
        select(index);
        target.scrollIntoView();
      };
      select(0);
      show();
      addEventListener("hashchange", show);
    }
  };

  // What scrolls sideways can be reached and scrolled with the keyboard, and fades where there is more of it.
  const followScrolling = () => {
    const boxes = document.querySelectorAll("pre, .tensor, .picture, div.math, article :is(.table, table:not(.tensor > table, .table > table))");
    const measure = box => {
      const most = box.scrollWidth - box.clientWidth, { paddingLeft, paddingRight, direction } = getComputedStyle(box);
      if (most > 1) box.tabIndex = 0; else box.removeAttribute("tabindex");
      // The empty space at both ends may be out of sight.
      const position = direction === "rtl" ? most + box.scrollLeft : box.scrollLeft;
      const left = position > parseFloat(paddingLeft) + 1;
      const right = most - position > parseFloat(paddingRight) + 1;
      if (left || right) box.dataset.cut = left && right ? "both" : left ? "left" : "right"; else delete box.dataset.cut;
    };
    const observer = new ResizeObserver(entries => { for (const entry of entries) measure(entry.target); });
    for (const box of boxes) {
      observer.observe(box);
      box.addEventListener("scroll", () => measure(box), { passive: true });
    }
    // Text has another width in its own font, its frame has not.
    document.fonts.ready.then(() => boxes.forEach(measure));
  };

  // What is folded is printed, also by browsers whose style sheets cannot unfold it.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("main details:not([open], .answer, .how)")];
    for (const fold of unfolded) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of unfolded) fold.open = false; });

  // Of the checked numbers Tab reaches one, and the arrows lead from each to the next.
  const makeSteps = () => {
    const values = [...document.querySelectorAll(".checked")];
    const onlyStop = value => { for (const other of values) other.tabIndex = other === value ? 0 : -1; };
    if (values.length > 1) { root.dataset.steps = ""; onlyStop(values[0]); }
    // A second tap takes the note away that the first one showed, and so does one anywhere else. A finger that scrolls is no tap:
    // of it a browser says in the end that it was cancelled. Another number takes the note's place itself: were it gone before, the text
    // below it would have moved away from under the finger.
    let showed = false;
    // And so a note stays until what is pressed besides it is let go.
    let held;
    const release = ({ type }) => {
      if (!held) return;
      delete held.dataset.held;
      if (type === "click" && held.contains(document.activeElement)) document.activeElement.blur();
      held = null;
    };
    document.addEventListener("pointerdown", event => {
      release(event);
      held = document.activeElement?.closest(".checked");
      if (held?.contains(event.target) || "quiet" in (held?.dataset ?? {})) held = null;
      if (held) held.dataset.held = "";
    });
    for (const type of ["click", "dragend", "pointercancel"]) document.addEventListener(type, release);
    for (const [index, value] of values.entries()) {
      value.addEventListener("pointerdown", () => {
        showed = document.activeElement === value && !("quiet" in value.dataset);
      });
      value.addEventListener("click", () => {
        if (showed) value.dataset.quiet = ""; else delete value.dataset.quiet;
        value.focus();
      });
      value.addEventListener("focus", () => onlyStop(value));
      value.addEventListener("blur", () => { delete value.dataset.quiet; });
      value.addEventListener("keydown", event => {
        if (event.key === "Escape") value.dataset.quiet = "";
        const forward = root.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
        const step = event.key === forward ? 1 : ["ArrowLeft", "ArrowRight"].includes(event.key) ? -1 : 0;
        if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        values[index + step]?.focus();
      });
    }
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
    addEventListener("scroll", () => {
      const before = now;
      mark();
      // Where the reader is in the contents themselves they stay.
      if (now && now !== before && !now.closest(".entries").matches(":hover, :focus-within")) showEntry(now);
    }, { passive: true });
    mark();
  };

  // Search and keys are a script of their own, loaded when somebody asks for them.
  const own = document.currentScript.src;
  const find = what => {
    if (window.bookSearch) return window.bookSearch[what]();
    const script = make("script", { src: new URL("search.js", own), onload: () => window.bookSearch[what](), onerror: () => script.remove() });
    document.head.append(script);
  };
  const makeKeys = () => {
    for (const button of document.querySelectorAll(".find")) {
      button.hidden = false;
      button.firstElementChild.addEventListener("click", () => find("open"));
    }
    const usesKeys = () => { try { return localStorage.getItem("colophon-keys") !== "off"; } catch { return true; } };
    document.addEventListener("keydown", event => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      if (document.querySelector("dialog[open]") || event.target.closest?.("input, textarea, select, [contenteditable]") || !usesKeys()) return;
      const isText = event.target === document.body || event.target.matches("main, a, button:not([aria-haspopup])");
      const forward = root.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
      const what = { s: "open", "/": "open", "?": "keys" }[event.key];
      if (what) { event.preventDefault(); find(what); }
      else if (isText && !event.shiftKey && /^Arrow(Left|Right)$/.test(event.key))
        document.querySelector(event.key === forward ? "a[rel=next]" : "a[rel=prev]")?.click();
    });
  };

  // What is needed by nobody who only reads comes when a reader does something.
  const wake = () => {
    for (const waiting of document.querySelectorAll("script[data-later]")) {
      const script = make("script", { src: waiting.dataset.later });
      Object.assign(script.dataset, waiting.dataset);
      // It comes once, whatever the reader does next.
      delete script.dataset.later;
      waiting.replaceWith(script);
    }
  };
  for (const kind of ["pointermove", "pointerdown", "keydown", "scroll"]) addEventListener(kind, wake, { once: true, passive: true });

  document.addEventListener("DOMContentLoaded", () => {
    wear(chosen());
    // A browser that does not know both papers has the light one.
    if (CSS.supports("color", "light-dark(red, red)"))
      for (const modes of document.querySelectorAll(".modes")) modes.hidden = false;
    for (const button of document.querySelectorAll(".modes button"))
      button.addEventListener("click", () => { remember(button.dataset.mode); wear(button.dataset.mode); });
    enhancePage(() => {
      for (const frame of document.querySelectorAll("figure[data-copy]"))
        if (!frame.querySelector(".copy")) addCopyButton(frame);
      makeTabs();
      followScrolling();
      followSections();
      makeSteps();
    });
    makeDialog();
    makeKeys();
    if (/[?&]find=/.test(location.search)) find("handedOver");
  });
})();
