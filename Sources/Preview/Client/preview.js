// Keeps an open page at what its chapter says. Only what has changed is put into it, so that scroll position, folds, focus and
// selection stay.
(() => {
  "use strict";
  const { page, contents } = document.currentScript.dataset;
  const ask = path => fetch(path, { cache: "no-store", signal: AbortSignal.timeout(4000) });
  // null where the page is not there.
  const parsed = async () => {
    const answer = await ask(location.pathname);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  };

  // The page as it was served, and for each of its nodes the one that the browser shows: scripts have added to those.
  let served = null;
  const shown = new WeakMap();
  const added = ".copy, .preview, .try, .enlarge, .stepper";
  const isAdded = node => node.nodeType === Node.ELEMENT_NODE && node.matches(added);
  const pair = (node, live) => {
    shown.set(node, live);
    let child = live.firstChild;
    for (const part of node.childNodes) {
      while (child && isAdded(child)) child = child.nextSibling;
      if (!child) return;
      pair(part, child);
      child = child.nextSibling;
    }
  };
  const keep = (fresh, old) => {
    shown.set(fresh, shown.get(old));
    for (let index = 0; index < fresh.childNodes.length; index++) keep(fresh.childNodes[index], old.childNodes[index]);
  };
  const isSameKind = (a, b) =>
    a.nodeName === b.nodeName && (a.nodeType !== Node.ELEMENT_NODE || a.id === b.id && a.className === b.className);

  const patch = (old, fresh) => {
    const live = shown.get(old);
    shown.set(fresh, live);
    if (fresh.nodeType !== Node.ELEMENT_NODE) { if (old.data !== fresh.data) live.data = fresh.data; return; }
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) live.setAttribute(name, value);
    const [before, after] = [[...old.childNodes], [...fresh.childNodes]];
    let start = 0, end = 0;
    while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) {
      keep(after[start], before[start]);
      start += 1;
    }
    while (end < before.length - start && end < after.length - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) {
      keep(after.at(-1 - end), before.at(-1 - end));
      end += 1;
    }
    const [gone, come] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
    const next = end ? shown.get(before.at(-end)) : null;
    let index = 0;
    for (const part of come) {
      // The next of the old parts that this one could have been.
      const match = gone.findIndex((other, at) => at >= index && (other.isEqualNode(part) || isSameKind(other, part)));
      if (match >= 0) {
        for (; index < match; index++) shown.get(gone[index])?.remove();
        if (gone[match].isEqualNode(part)) keep(part, gone[match]); else patch(gone[match], part);
        index = match + 1;
        continue;
      }
      const made = document.importNode(part, true);
      pair(part, made);
      const place = index < gone.length ? shown.get(gone[index]) : next;
      live.insertBefore(made, place?.parentNode === live ? place : null);
    }
    for (; index < gone.length; index++) shown.get(gone[index])?.remove();
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

  const parts = ["main", "header.bar", "nav.book li.here"];
  const update = async () => {
    const fresh = await parsed();
    // What was there last stays until it is there again.
    if (!fresh) return showState();
    document.title = fresh.title;
    for (const sheet of fresh.querySelectorAll('link[rel="stylesheet"]'))
      if (![...document.querySelectorAll("link")].some(link => link.getAttribute("href") === sheet.getAttribute("href")))
        document.head.append(document.importNode(sheet));
    takeScripts(fresh);
    for (const part of parts) {
      const [old, now] = [served.querySelector(part), fresh.querySelector(part)];
      if (old && now) patch(old, now);
    }
    served = fresh;
    document.dispatchEvent(new Event("colophon-patch"));
    await showState();
  };
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
  let state = { isCurrent: false, problems: [], stale: [], elsewhere: [] }, running = null, start = 0;
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
    panel.hidden = !count && !running && !state.elsewhere.length && !state.isGone;
    describeRun();
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
      if (problem.cell) item.append(acceptButton("Accept", problem.cell));
      return item;
    }));
    if (state.newPage) {
      const item = document.createElement("li");
      item.append("It is ", Object.assign(document.createElement("a"), { href: encodeURI("/" + state.newPage), textContent: state.newPage }), " now.");
      list.prepend(item);
      panel.open = true;
    }
    for (const words of state.elsewhere) list.append(Object.assign(document.createElement("li"), { textContent: words }));
    if (state.problems.filter(problem => problem.cell).length > 1) {
      const item = document.createElement("li");
      item.append(acceptButton("Accept all", ""));
      list.prepend(item);
    }
  };
  // The line that is always in sight.
  const describeRun = () => {
    const count = state.problems.length, parts = [];
    if (state.isGone) parts.push("The chapter's file is gone; waiting for it.");
    if (running) {
      const seconds = Math.floor((performance.now() - start) / 1000);
      const cell = running.number ? ` cell ${running.number} of ${running.count}${seconds ? `, ${seconds} s` : ""}` : "";
      parts.push(`Running${cell} …${running.note ? ` (${running.note})` : ""}`);
    }
    if (count) parts.push(`${count} ${count === 1 ? "problem" : "problems"}`);
    else if (!running && !state.isGone && state.elsewhere.length) parts.push("Elsewhere in the book");
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
  const acceptButton = (label, name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", async () => {
      button.disabled = true;
      const answer = await (await fetch("/_preview/accept", { method: "POST", body: name })).json();
      button.disabled = false;
      if (answer.problem) { button.after(" " + answer.problem); }
    });
    return button;
  };
  const showState = async () => {
    state = await (await ask(`/_preview/state?page=${encodeURIComponent(page)}`)).json();
    // A page that is not there would be lost.
    if (state.contents !== contents && !state.isGone) return location.reload();
    takeRun(state.run ?? null);
    describe();
    document.dispatchEvent(new CustomEvent("colophon-state", { detail: state }));
  };

  const follow = () => {
    served = document.cloneNode(true);
    // Some scripts have run before this one.
    for (const node of served.querySelectorAll(added)) node.remove();
    for (const part of parts) {
      const [node, live] = [served.querySelector(part), document.querySelector(part)];
      if (node && live) pair(node, live);
    }
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
