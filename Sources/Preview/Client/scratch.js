// Lets whoever looks at a page try a cell below any of its cells. It runs in the state that these leave and is gone then, unless it is
// written into the chapter.
(() => {
  "use strict";
  const { page } = document.currentScript.dataset;
  let versions = {}, count = 0;
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const post = (path, body, signal) => fetch("/_preview/" + path, { method: "POST", body, signal });

  // What somebody tries below one cell: a button, and below it the text with what it gave.
  class Scratch {
    constructor(cell) {
      this.attempt = null;
      this.opener = make("button", { type: "button", className: "try-open", textContent: "Try here" });
      this.opener.addEventListener("click", () => this.toggle());
      this.element = make("div", { className: "try" }, this.opener);
      this.move(cell);
    }

    // Follows its cell, wherever the page now has it.
    move(cell) {
      this.cell = cell;
      this.code = cell.querySelector("pre.code")?.textContent;
      const number = cell.querySelector(".cell-number")?.textContent ?? "";
      this.opener.ariaLabel = `Try here, below cell ${number}`;
      if (this.form) this.form.ariaLabel = `Try below cell ${number}`;
      if (cell.nextElementSibling === this.element) return;
      const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
      const range = focused === this.text && focused && [focused.selectionStart, focused.selectionEnd];
      cell.after(this.element);
      focused?.focus({ preventScroll: true });
      if (range) focused.setSelectionRange(...range);
    }

    // What is typed, to be found again when the page is loaded anew.
    get typed() {
      const focus = document.activeElement === this.text && [this.text.selectionStart, this.text.selectionEnd];
      return { cell: this.cell.id, code: this.code, text: this.text.value, isOpen: this.isOpen, focus };
    }

    takeTyped({ text, isOpen, focus }) {
      this.build();
      this.text.value = text;
      this.fit();
      if (!isOpen) return;
      this.form.hidden = false;
      this.opener.setAttribute("aria-expanded", "true");
      if (!focus || performance.getEntriesByType("navigation")[0]?.type !== "reload") return;
      this.text.focus({ preventScroll: true });
      this.text.setSelectionRange(...focus);
    }

    fit() { this.text.rows = Math.min(20, Math.max(2, this.text.value.split("\n").length)); }

    get isOpen() { return Boolean(this.form) && !this.form.hidden; }

    toggle() { if (this.isOpen) this.close(); else this.open(); }

    open() {
      if (!this.form) this.build();
      this.form.hidden = false;
      this.opener.setAttribute("aria-expanded", "true");
      this.move(this.cell);
      this.text.focus();
    }

    close() {
      this.stop();
      this.form.hidden = true;
      this.opener.setAttribute("aria-expanded", "false");
      this.opener.focus();
    }

    build() {
      const id = `try-${++count}`;
      this.text = make("textarea", { id, rows: 2, spellcheck: false, autocapitalize: "off", autocomplete: "off", placeholder: "Swift" });
      this.text.setAttribute("autocorrect", "off");
      this.text.setAttribute("aria-describedby", id + "-help");
      this.text.setAttribute("aria-label", "Swift to try");
      this.text.addEventListener("input", () => this.fit());
      this.runner = make("button", { type: "submit", textContent: "Run" });
      this.stopper = make("button", { type: "button", textContent: "Stop", hidden: true });
      this.inserter = make("button", { type: "button", textContent: "Insert below" });
      this.status = make("span", { className: "try-status" });
      this.status.setAttribute("role", "status");
      this.output = make("div", { className: "try-output" });
      this.problems = make("ol", { className: "try-problems" });
      const help = make("p", { id: id + "-help", className: "try-help", textContent: "Ctrl+Enter runs it after this cell, Escape closes. Nothing of it is kept, and it can write no file." });
      this.form = make("form", { hidden: true }, this.text, make("div", { className: "try-row" }, this.runner, this.stopper, this.inserter, this.status), this.output, this.problems, help);
      this.form.addEventListener("submit", event => { event.preventDefault(); this.run(); });
      this.form.addEventListener("keydown", event => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.run();
        else if (event.key === "Escape") { if (this.attempt) this.stop(); else this.close(); }
        else return;
        event.preventDefault();
      });
      this.stopper.addEventListener("click", () => { this.stop(); this.text.focus(); });
      this.inserter.addEventListener("click", () => this.insert());
      this.element.append(this.form);
    }

    request(id) {
      return JSON.stringify({ id, page, cell: this.cell.id, version: versions[this.cell.id] ?? "", code: this.text.value });
    }

    async run() {
      if (!this.text.value.trim()) return;
      this.stop();
      this.problems.replaceChildren();
      const attempt = this.attempt = { id: `${Date.now()}-${Math.random()}`, abort: new AbortController() };
      this.show({ state: "running" });
      try {
        const answer = await post("try", this.request(attempt.id), attempt.abort.signal);
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        let text = "";
        while (this.attempt === attempt) {
          const { done, value } = await reader.read();
          if (done) break;
          text += value;
          const lines = text.split("\n");
          text = lines.pop();
          for (const line of lines) if (this.attempt === attempt) this.show(JSON.parse(line));
        }
        if (this.attempt === attempt) this.show({ state: "done", problems: [{ isError: true, text: "The preview has ended." }] });
      } catch {
        if (this.attempt === attempt) this.show({ state: "done", problems: [{ isError: true, text: "The preview does not answer." }] });
      }
    }

    stop() {
      const attempt = this.attempt;
      if (!attempt) return;
      this.show({ state: "done", problems: [{ isError: true, text: "Stopped." }] });
      attempt.abort.abort();
      post("stop", attempt.id).catch(() => {});
    }

    show({ state, output = "", problems = [], note, seconds }) {
      const runs = state !== "done";
      if (!runs) this.attempt = null;
      this.stopper.hidden = !runs;
      this.form.ariaBusy = String(runs);
      this.status.textContent = state === "waiting" ? "Waits for the chapter" : runs ? "Runs …" : seconds === undefined ? "" : `${seconds.toFixed(2)} s`;
      if (note) this.status.textContent += `: ${note}`;
      // What was shown stays until there is something else.
      if (runs && !output) { this.output.classList.add("preview-stale"); return; }
      this.output.classList.remove("preview-stale");
      this.output.innerHTML = output;
      this.problems.replaceChildren(...problems.map(problem => this.problem(problem)));
      if (!runs && !output && !problems.length) this.status.textContent += ", no output";
    }

    problem({ isError, line, text }) {
      const item = make("li", { className: isError ? "try-error" : "" });
      if (line) {
        const link = make("button", { type: "button", textContent: `line ${line}` });
        link.addEventListener("click", () => {
          const lines = this.text.value.split("\n"), start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
          this.text.focus();
          this.text.setSelectionRange(start, start + lines[line - 1].length);
        });
        item.append(link, ": ");
      }
      item.append(text);
      return item;
    }

    async insert() {
      if (!this.text.value.trim()) return;
      this.stop();
      this.inserter.disabled = true;
      let problem = "The preview does not answer.";
      try { problem = (await (await post("insert", this.request("insert"))).json()).problem; } catch { /* said below */ }
      this.inserter.disabled = false;
      if (problem) return this.show({ state: "done", problems: [{ isError: true, text: problem }] });
      this.text.value = "";
      this.fit();
      this.show({ state: "done" });
      this.status.textContent = "";
      this.close();
    }
  }

  // One for each cell, in their order.
  let scratches = [];
  const kept = "colophon-try " + page;
  const codeOf = cell => cell.querySelector("pre.code")?.textContent;
  const arrange = () => {
    const cells = [...document.querySelectorAll("main figure.cell[id]")].filter(cell => cell.querySelector(".cell-number"));
    const free = new Set(cells);
    const placed = new Map();
    const take = (scratch, cell) => { if (cell) { free.delete(cell); placed.set(scratch, cell); } };
    // What somebody has typed stays below its cell, also where that has moved or is another now.
    const used = scratches.filter(scratch => scratch.text?.value || scratch.isOpen);
    for (const scratch of used) if (free.has(scratch.cell) && codeOf(scratch.cell) === scratch.code) take(scratch, scratch.cell);
    for (const scratch of used) if (!placed.has(scratch)) take(scratch, [...free].find(cell => codeOf(cell) === scratch.code));
    for (const scratch of used) if (!placed.has(scratch)) take(scratch, free.has(scratch.cell) ? scratch.cell : [...free].at(-1));
    for (const scratch of scratches) if (!placed.has(scratch)) {
      if (free.has(scratch.cell)) take(scratch, scratch.cell); else scratch.element.remove();
    }
    for (const [scratch, cell] of placed) scratch.move(cell);
    scratches = [...placed.keys(), ...[...free].map(cell => new Scratch(cell))];
  };
  // What was typed before the page was loaded anew.
  const restore = () => {
    let typed = [];
    try { typed = JSON.parse(sessionStorage.getItem(kept)) ?? []; } catch { /* nothing was */ }
    const free = new Set(scratches);
    const isSame = [(scratch, { cell, code }) => scratch.cell.id === cell && scratch.code === code, (scratch, { code }) => scratch.code === code, (scratch, { cell }) => scratch.cell.id === cell, () => true];
    for (const one of typed) {
      const scratch = isSame.reduce((found, is) => found ?? [...free].find(scratch => is(scratch, one)), undefined);
      if (!scratch) break;
      free.delete(scratch);
      scratch.takeTyped(one);
    }
  };
  let isRestored = false;
  document.addEventListener("colophon-state", ({ detail }) => {
    versions = detail.cells;
    arrange();
    if (!isRestored) restore();
    isRestored = true;
  });
  addEventListener("pagehide", () => {
    const typed = scratches.filter(({ text }) => text?.value).map(scratch => scratch.typed);
    try { sessionStorage.setItem(kept, JSON.stringify(typed)); } catch { /* the page that comes begins anew */ }
    for (const { attempt } of scratches) if (attempt) navigator.sendBeacon("/_preview/stop", attempt.id);
  });
})();
