// Keeps an open page at what its chapter says. Only what has changed is put into it, so that scroll position, folds, focus and
// selection stay.
(() => {
  "use strict";
  const { page } = document.currentScript.dataset;
  let { contents } = document.currentScript.dataset;
  const ask = path => fetch(path, { cache: "no-store", signal: AbortSignal.timeout(4000) });
  // null where the page is not there.
  const parsed = async () => {
    const answer = await ask(location.pathname);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  };

  // What the page needs now and did not need before. A script that was parsed elsewhere would not run.
  const address = script => script.getAttribute("src") ?? script.dataset.later;
  const takeScripts = fresh => {
    for (const script of fresh.querySelectorAll("head > script")) {
      const own = [...document.scripts].find(other => address(other) === address(script));
      if (own && (own.hasAttribute("src") || !script.hasAttribute("src"))) continue;
      const made = document.createElement("script");
      for (const { name, value } of script.attributes) made.setAttribute(name, value);
      made.src = address(script);
      if (own) own.replaceWith(made); else document.head.append(made);
    }
  };

  // What the reader looks at stays where it is in the window, whatever becomes longer or shorter above it. Gives what sees to that once
  // the page is another.
  const holdPlace = () => {
    if (!scrollY) return () => {};
    const focused = document.activeElement, text = getSelection().anchorNode;
    // Where somebody types, else what is selected, else what has the focus.
    const looked = [focused?.matches("textarea, input") ? focused : null, text?.nodeType === Node.TEXT_NODE ? text.parentNode : text, focused];
    const main = document.querySelector("main"), isSeen = ({ top, bottom }) => bottom > 0 && top < innerHeight;
    const places = looked.filter(node => main?.contains(node) && node !== main && isSeen(node.getBoundingClientRect()));
    // From the top on; of what begins above the window first the parts that are within it.
    const look = parent => {
      for (const child of parent.children) {
        const box = child.getBoundingClientRect();
        if (!box.height || !isSeen(box)) continue;
        if (box.top < 0) look(child);
        places.push(child);
      }
    };
    if (main) look(main);
    const tops = places.map(node => [node, node.getBoundingClientRect().top]);
    return () => {
      const [node, top] = tops.find(([node]) => node.isConnected && node.getClientRects().length) ?? [];
      if (node) scrollBy({ top: node.getBoundingClientRect().top - top, behavior: "instant" });
    };
  };

  const parts = ["main", "header.bar", "nav.book li.here"];
  let served = null;
  // What is on the page beside these parts and the contents, which are the same on all pages.
  let frame = null;
  const frameOf = ({ documentElement: { lang, dir }, body }) => {
    const rest = body.cloneNode(true);
    for (const part of rest.querySelectorAll("main, header.bar, nav.book .entries, script")) part.remove();
    return `${lang} ${dir} ${rest.innerHTML}`;
  };
  const update = async () => {
    const fresh = await parsed();
    // What was there last stays until it is there again.
    if (!fresh) return showState();
    const isFramedAnew = frame !== null && frame !== frameOf(fresh);
    frame = frameOf(fresh);
    // Another title or language of the book is in more places than are worth to be known here. What is typed comes back.
    if (isFramedAnew) return location.reload();
    document.title = fresh.title;
    for (const sheet of fresh.querySelectorAll('link[rel="stylesheet"]'))
      if (![...document.querySelectorAll("link")].some(link => link.getAttribute("href") === sheet.getAttribute("href")))
        document.head.append(document.importNode(sheet));
    takeScripts(fresh);
    const keepPlace = holdPlace();
    for (const part of parts) {
      const [old, now] = [served.querySelector(part), fresh.querySelector(part)];
      if (old && now) pagePatch.patch(old, now);
    }
    served = fresh;
    document.dispatchEvent(new Event("colophon-patch"));
    keepPlace();
    await showState();
  };
  // The contents are what a script makes of them, which all pages share.
  const takeContents = version => new Promise((resolve, reject) => {
    const script = document.querySelector("nav.book script"), focused = document.activeElement;
    if (!script) return resolve();
    const made = document.createElement("script");
    Object.assign(made.dataset, script.dataset);
    made.src = script.getAttribute("src").replace(/\?.*/, "") + "?" + version;
    made.onerror = reject;
    made.onload = () => {
      contents = version;
      const link = focused.isConnected ? focused : [...document.querySelectorAll("nav.book .entries a")].find(link => link.href === focused.href);
      if (link && link !== document.activeElement) link.focus({ preventScroll: true });
      resolve();
    };
    script.replaceWith(made);
  });
  let updating = Promise.resolve();
  // What could not be asked for is asked for again.
  const queue = work => {
    updating = updating.then(work).catch(() => { setTimeout(() => queue(work), 300); });
  };

  // What is wrong with the chapter, and what is not what its newest text gives.
  const panel = document.createElement("details");
  const title = document.createElement("summary"), list = document.createElement("ol");
  panel.className = "preview";
  panel.hidden = true;
  panel.append(title, list);
  let state = { isCurrent: false, problems: [], stale: [], elsewhere: [] }, running = null, start = 0, told = "";
  const cell = anchor => document.getElementById(anchor);
  const describe = () => {
    for (const other of document.querySelectorAll(".preview-stale")) other.classList.remove("preview-stale");
    for (const other of document.querySelectorAll(".preview-running")) other.classList.remove("preview-running");
    for (const anchor of state.stale)
      for (const output of cell(anchor)?.querySelectorAll(":scope > :not(.cell-number, .code-title, .code, .code-fold, .hidden-lines, .copy, .status, figcaption)") ?? [])
        output.classList.add("preview-stale");
    if (running?.cell) cell(running.cell)?.classList.add("preview-running");
    document.documentElement.dataset.preview = state.isCurrent && !running ? "current" : "running";
    const count = state.problems.length;
    panel.hidden = !count && !running && !state.elsewhere.length && !state.absence;
    describeRun();
    // What is the same stays, with the focus on one of its buttons and what this has answered.
    const news = JSON.stringify([state.problems, state.elsewhere, state.newPage]);
    if (news === told) return;
    told = news;
    list.replaceChildren(...state.problems.map(problem => {
      const item = document.createElement("li"), text = document.createElement("div");
      if (problem.line) {
        const line = document.createElement(problem.anchor ? "a" : "span");
        line.textContent = `line ${problem.line}`;
        if (problem.anchor) line.href = "#" + problem.anchor;
        text.append(line, ": ");
      }
      text.append(problem.text);
      item.append(text, ...problem.differences.flatMap(showDifference));
      if (problem.pictures) item.append(showPictures(problem.pictures));
      for (const words of [problem.advice, ...problem.notes].filter(Boolean)) {
        const advice = document.createElement("div");
        advice.className = "advice";
        advice.textContent = words;
        item.append(advice);
      }
      if (problem.accept) item.append(acceptButton("Accept", problem.accept));
      return item;
    }));
    if (state.newPage) {
      const item = document.createElement("li");
      item.append("It is ", Object.assign(document.createElement("a"), { href: encodeURI("/" + state.newPage), textContent: state.newPage }), " now.");
      list.prepend(item);
      panel.open = true;
    }
    for (const words of state.elsewhere) list.append(Object.assign(document.createElement("li"), { textContent: words }));
    if (state.problems.filter(problem => problem.accept).length > 1) {
      const item = document.createElement("li");
      item.append(acceptButton("Accept all of this chapter", { page }));
      list.prepend(item);
    }
  };
  // The line that is always in sight.
  const describeRun = () => {
    const count = state.problems.length, parts = [];
    if (state.absence) parts.push(state.absence);
    if (running) {
      const seconds = Math.floor((performance.now() - start) / 1000);
      const cell = running.number ? ` cell ${running.number} of ${running.count}${seconds ? `, ${seconds} s` : ""}` : "";
      parts.push(`Running${cell} …${running.note ? ` (${running.note})` : ""}`);
    }
    if (count) parts.push(`${count} ${count === 1 ? "problem" : "problems"}`);
    else if (!running && !state.absence && state.elsewhere.length) parts.push("Elsewhere in the book");
    const words = parts.join(" ");
    if (title.textContent !== words) title.textContent = words;
  };
  const takeRun = run => {
    if (run && (run.cell !== running?.cell || !running)) start = performance.now() - 1000 * (run.seconds ?? 0);
    running = run;
  };
  const showPieces = pieces => pieces.map(({ text, isOther }) =>
    isOther ? Object.assign(document.createElement("mark"), { textContent: text }) : text);
  const showPictures = ({ documented, fresh, missing }) => {
    const pair = document.createElement("div");
    pair.className = "pair";
    for (const [name, picture] of [["Documented", documented], ["Fresh", fresh]]) {
      if (!picture && !(name === "Documented" && missing)) continue;
      const figure = document.createElement("figure"), words = document.createElement("figcaption");
      words.append(Object.assign(document.createElement("b"), { textContent: name }), " ");
      if (picture) {
        figure.innerHTML = picture.html;
        words.append(...showPieces(picture.description));
      } else words.append(`The file ${missing} is not there any more.`);
      figure.append(words);
      pair.append(figure);
    }
    return pair;
  };
  const showDifference = ({ documented, fresh, movement }) =>
    [["old", "\u2212 ", documented], ["new", "+ ", fresh]].filter(([, , pieces]) => pieces).map(([kind, sign, pieces]) => {
      const line = document.createElement("div");
      line.className = kind;
      line.append(sign, ...showPieces(pieces));
      if (kind === "new" && movement) line.append(" ", Object.assign(document.createElement("i"), { textContent: movement }));
      return line;
    });
  const acceptButton = (label, target) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", async () => {
      button.disabled = true;
      const answer = await (await fetch("/_preview/accept", { method: "POST", body: JSON.stringify(target) })).json();
      button.disabled = false;
      if (answer.problem) { button.after(" " + answer.problem); }
    });
    return button;
  };
  const showState = async () => {
    state = await (await ask(`/_preview/state?page=${encodeURIComponent(page)}`)).json();
    // A page that is not in the book has no place in its contents, until it comes back.
    if (state.contents !== contents && !state.absence) await takeContents(state.contents);
    takeRun(state.run ?? null);
    const keepPlace = holdPlace();
    describe();
    document.dispatchEvent(new CustomEvent("colophon-state", { detail: state }));
    keepPlace();
  };

  const follow = () => {
    served = pagePatch.begin(document, parts);
    document.body.append(panel);
    const events = new EventSource("/_preview/events");
    // Whatever has changed until somebody listens, the first time or again, has not been heard of.
    events.addEventListener("open", () => queue(update));
    events.addEventListener("pages", event => {
      const changed = JSON.parse(event.data);
      if (changed.includes(page)) queue(update); else if (changed.includes("assets/contents.js")) queue(showState);
    });
    events.addEventListener("run", event => {
      const run = JSON.parse(event.data);
      if (run.page !== page) return;
      takeRun(run.isRunning ? run : null);
      describe();
    });
  };
  follow();
  setInterval(() => { if (running) describeRun(); }, 1000);
})();
