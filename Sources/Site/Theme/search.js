// Finds sections of the book by their words. Loaded when a reader first searches, and then only what the words need.
(() => {
  "use strict";
  const own = document.currentScript;
  const folder = new URL("search/", own.src), root = new URL("../", own.src);

  // Files of data are scripts, since a page that is opened as a file can read nothing else.
  const loaded = new Map(), waiting = new Map();
  window.bookSearch = (name, value) => waiting.get(name)?.(value);
  const load = name => {
    if (!loaded.has(name)) loaded.set(name, new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      const script = document.createElement("script");
      script.src = new URL(name + ".js", folder);
      script.onerror = () => { loaded.delete(name); reject(new Error(name)); };
      script.onload = () => script.remove();
      document.head.append(script);
    }));
    return loaded.get(name);
  };

  // Words, cut and folded as those of the index are.
  const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
  const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d" };
  const fold = word => word.toLowerCase().normalize("NFKD").replace(accents, "").normalize("NFKC").toLowerCase()
    .replace(/[ßæœøłđ]/g, letter => letters[letter]);
  const wordPattern = /(?<![\p{L}\p{M}\p{N}_])(?:[0-9]{1,3}(?:[,'\u2019\u2009\u202f][0-9]{3})+|[0-9]+)(?:\.[0-9]+)*(?![\p{L}\p{M}\p{N}_])|[\p{L}\p{M}\p{N}_]+/gu;
  const foldWord = word => fold(/^[0-9]/.test(word) ? word.replace(/[,'\u2019\u2009\u202f]/g, "") : word);
  const partPattern = /_+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
  const unspaced = "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
  const runPattern = new RegExp(unspaced + "+|(?:(?!" + unspaced + ").)+", "gu");
  const isRun = new RegExp("^" + unspaced, "u");

  // The parts of a name, and what begins with one, as in the index.
  const partsOf = word => {
    const parts = word.split(partPattern).filter(part => part);
    if (parts.length < 2) return [];
    let at = 0;
    return parts.flatMap(part => { at = word.indexOf(part, at); const rest = word.slice(at); at += part.length; return [part, rest]; });
  };

  // What a reader typed, as words. The last one may go on.
  const wordsOf = query => {
    const words = [];
    const isOpen = /[\p{L}\p{M}\p{N}_]$/u.test(query);
    for (const [typed] of query.matchAll(wordPattern)) for (const [piece] of foldWord(typed).matchAll(runPattern)) {
      const signs = [...piece];
      if (isRun.test(piece) && signs.length > 1) {
        for (let index = 0; index + 1 < signs.length; index++) words.push({ text: signs[index] + signs[index + 1], isExact: true });
      } else words.push({ text: piece, isRun: isRun.test(piece) });
    }
    if (isOpen && words.length) words[words.length - 1].isOpen = true;
    return words;
  };

  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const values = new Uint8Array(128);
  for (let index = 0; index < 64; index++) values[digits.charCodeAt(index)] = index;

  const readLists = text => {
    const lists = [];
    let start = 0;
    while (start < text.length) {
      const end = text.indexOf("\n", start), blank = text.indexOf(" ", start);
      lists.push([text.slice(start, blank), blank + 1, end]);
      start = end + 1;
    }
    return { text, lists };
  };
  const files = new Map();
  const file = async index => {
    if (!files.has(index)) files.set(index, readLists(await load(String(index))));
    return files.get(index);
  };
  // The last of them that is not above the word.
  const lastNotAbove = (list, word, key) => {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (key(list[middle]) <= word) low = middle + 1; else high = middle;
    }
    return low - 1;
  };

  const most = { files: 8, words: 400 };
  // All words of the index that begin with one; with `isWhole` that one alone.
  const find = async (index, word, isWhole) => {
    const found = [];
    const first = Math.max(0, lastNotAbove(index.firstWords, word, text => text));
    for (let number = first; number < index.firstWords.length && number < first + most.files; number++) {
      if (number > first && !index.firstWords[number].startsWith(word)) break;
      const { text, lists } = await file(number);
      let position = lastNotAbove(lists, word, list => list[0]);
      if (position < 0 || lists[position][0] !== word) position += 1;
      for (; position < lists.length && lists[position][0].startsWith(word); position++) {
        if (isWhole && lists[position][0] !== word) break;
        found.push({ word: lists[position][0], text, list: lists[position] });
        if (found.length === most.words) return found;
      }
      if (isWhole) break;
    }
    return found;
  };

  // Words that are another by a few letters that are wrong, missing, too many or exchanged. Neighbours in the list share the work for
  // what they begin with.
  let dictionary;
  const allWords = async () => dictionary ??= (await load("words")).split("\n");
  // Words that have this one somewhere in them, the shortest first.
  const around = async word => {
    const found = [];
    let term = "";
    for (const line of await allWords()) {
      term = term.slice(0, values[line.charCodeAt(0)]) + line.slice(1);
      if (term.indexOf(word, 1) > 0) found.push(term);
    }
    return found.sort((a, b) => a.length - b.length).slice(0, 40);
  };
  const near = async (word, isOpen) => {
    const dictionary = await allWords();
    const most = word.length >= 8 ? 2 : 1, width = word.length + 1, found = [];
    const rows = [Uint8Array.from({ length: width }, (_, index) => index)];
    let term = "", cut = Infinity;
    for (const line of dictionary) {
      const common = values[line.charCodeAt(0)];
      term = term.slice(0, common) + line.slice(1);
      if (common >= cut) continue;
      cut = Infinity;
      let best = isOpen ? Math.min(...rows.slice(1, common + 1).map(row => row[width - 1]), 99) : 99;
      for (let depth = common; depth < term.length; depth++) {
        const row = rows[depth + 1] ??= new Uint8Array(width), above = rows[depth];
        row[0] = depth + 1;
        let least = row[0];
        for (let index = 1; index < width; index++) {
          let cost = Math.min(above[index - 1] + (term[depth] === word[index - 1] ? 0 : 1), above[index] + 1, row[index - 1] + 1);
          if (depth && index > 1 && term[depth] === word[index - 2] && term[depth - 1] === word[index - 1])
            cost = Math.min(cost, rows[depth - 1][index - 2] + 1);
          row[index] = cost;
          if (cost < least) least = cost;
        }
        if (isOpen && row[width - 1] < best) best = row[width - 1];
        if (least > most) { cut = depth + 1; break; }
      }
      if (cut === Infinity && rows[term.length][width - 1] < best) best = rows[term.length][width - 1];
      if (best <= most) found.push({ term, distance: best });
    }
    return found.sort((a, b) => a.distance - b.distance || a.term.length - b.term.length).slice(0, 40);
  };

  // How much each section is about each word that was typed, and which words of the index these are.
  const match = async (index, word) => {
    const best = new Map(), terms = new Set();
    const take = (found, weight) => {
      terms.add(found.word);
      let section = -1;
      const { text, list: [, start, end] } = found;
      for (let position = start; position < end; position++) {
        let step = 0, factor = 1, value;
        while ((value = values[text.charCodeAt(position++)]) >= 32) { step += (value - 32) * factor; factor *= 32; }
        section += step + value * factor + 1;
        const score = weight * values[text.charCodeAt(position)];
        if (!(best.get(section) >= score)) best.set(section, score);
      }
    };
    const { text } = word;
    if (word.isExact) {
      for (const found of await find(index, text, true)) take(found, 1);
      return { best, terms };
    }
    const mayGoOn = text.length > 3 || word.isOpen && text.length > 1 || word.isRun;
    for (const found of await find(index, text, !mayGoOn))
      take(found, found.word === text ? 1 : (word.isOpen ? .75 : .4) * (.4 + .6 * text.length / found.word.length));
    // English and German plurals.
    if (text.length > 4 && text.endsWith("s")) for (const found of await find(index, text.slice(0, -1), true)) take(found, .8);
    if (!best.size && text.length >= 3 && !/^[0-9.]+$/.test(text))
      for (const term of await around(text)) for (const found of await find(index, term, true)) take(found, .3);
    if (!best.size && text.length >= 4 && !/^[0-9.]+$/.test(text))
      for (const { term, distance } of await near(text, word.isOpen))
        for (const found of await find(index, term, true)) take(found, .5 ** distance);
    if (!best.size && text.length > 1 && !mayGoOn) for (const found of await find(index, text)) take(found, .3);
    return { best, terms };
  };

  // The sections of the book that fit best, best first: where any have all words, those alone.
  const search = async query => {
    const index = await load("index");
    const words = wordsOf(query), scores = new Map(), terms = new Set();
    for (const match_ of await Promise.all(words.map(word => match(index, word)))) {
      const rarity = Math.log(1 + (index.sections - match_.best.size + .5) / (match_.best.size + .5));
      for (const [section, score] of match_.best) {
        const sum = scores.get(section);
        if (sum) { sum.score += rarity * score; sum.words += 1; } else scores.set(section, { score: rarity * score, words: 1 });
      }
      for (const term of match_.terms) terms.add(term);
    }
    let found = [...scores];
    const whole = found.filter(([, { words: count }]) => count === words.length);
    if (whole.length) found = whole;
    found.sort(([first, a], [second, b]) => b.words - a.words || b.score - a.score || first - second);
    return { sections: found.map(([section]) => section), query, words, terms };
  };

  // A section by its number in the whole book.
  const section = async number => {
    const index = await load("index");
    let chapter = 0;
    for (; number >= index.counts[chapter]; chapter++) number -= index.counts[chapter];
    const [page, title, sections] = await load("text/" + chapter);
    const [anchor, label, heading, text, code] = sections[number];
    return { href: new URL(page + (anchor && "#" + encodeURIComponent(anchor)), root).href, chapter: title, label, heading, text, code };
  };

  // Where in a text words stand that were searched for, as [start, end].
  const marks = (text, { words, terms }) => {
    const found = [];
    const runs = words.filter(word => word.isExact || word.isRun).map(word => word.text);
    for (const hit of text.matchAll(wordPattern)) {
      const folded = foldWord(hit[0]);
      const isHit = terms.has(folded) || partsOf(hit[0]).some(part => terms.has(fold(part)));
      if (isHit) { found.push([hit.index, hit.index + hit[0].length, folded]); continue; }
      if (!runs.length) continue;
      const lower = hit[0].toLowerCase();
      for (const run of runs) for (let at = lower.indexOf(run); at >= 0; at = lower.indexOf(run, at + 1))
        found.push([hit.index + at, hit.index + at + run.length, run]);
    }
    found.sort((a, b) => a[0] - b[0]);
    const merged = [];
    for (const mark of found) {
      const last = merged.at(-1);
      if (last && mark[0] < last[1]) last[1] = Math.max(last[1], mark[1]); else merged.push(mark);
    }
    return merged;
  };

  // A text with its marks, from one position to another.
  const marked = (text, found, start = 0, end = text.length) => {
    const part = document.createDocumentFragment();
    let position = start;
    for (const [from, to] of found) {
      if (from < start || to > end) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      part.append(text.slice(position, from), mark);
      position = to;
    }
    part.append(text.slice(position, end));
    return part;
  };

  // The words on a page that a result has opened, without a change of its elements, and the first of them below the heading that the
  // result is about brought into view.
  const markPage = async query => {
    if (!window.Highlight || !query) return;
    const [hit] = await Promise.all([search(query), style]);
    const text = document.querySelector("main"), ranges = [];
    const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, node =>
      node.parentElement.closest("script, style, math, button, [hidden]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    while (nodes.nextNode()) for (const [start, end] of marks(nodes.currentNode.data, hit))
      ranges.push(new StaticRange({ startContainer: nodes.currentNode, startOffset: start, endContainer: nodes.currentNode, endOffset: end }));
    CSS.highlights.set("search", new Highlight(...ranges));
    const from = document.getElementById(decodeURIComponent(location.hash.slice(1))) ?? text;
    const first = ranges.find(({ startContainer: node }) => from.contains(node) || from.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
    const box = first?.startContainer.parentElement.getBoundingClientRect();
    if (box?.height && box.top > innerHeight) first.startContainer.parentElement.scrollIntoView({ block: "center" });
  };
  addEventListener("keydown", event => { if (event.key === "Escape") CSS.highlights?.delete("search"); });
  // What a result hands to the page that it opens.
  const handedOver = () => {
    const query = new URLSearchParams(location.search).get("find");
    try { history.replaceState(history.state, "", location.pathname + location.hash); } catch { /* It stays in the address. */ }
    return markPage(query);
  };

  const shown = 170;
  // The part of a text that has most of the words.
  const excerpt = (text, hit) => {
    const found = marks(text, hit);
    if (!found.length) return null;
    let best = 0, bestCount = 0;
    for (let first = 0; first < found.length; first++) {
      const inside = new Set();
      for (let last = first; last < found.length && found[last][1] - found[first][0] <= shown; last++) inside.add(found[last][2]);
      if (inside.size > bestCount) [best, bestCount] = [first, inside.size];
    }
    const word = found[best][0];
    const sentence = text.lastIndexOf(". ", word) + 2;
    let start = word - sentence < 70 && sentence > 1 || word < 70 ? (word < 70 ? 0 : sentence) : text.indexOf(" ", word - 60) + 1;
    if (start > word) start = word;
    let end = Math.min(text.length, start + shown);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), found[best][1]);
    const part = marked(text, found, start, end);
    if (start) part.prepend("… ");
    if (end < text.length) part.append(" …");
    return part;
  };

  const codeExcerpt = (code, hit) => {
    const lines = code.split("\n").map(line => [line.trim(), marks(line.trim(), hit)]).filter(([, found]) => found.length);
    if (!lines.length) return null;
    const part = document.createElement("code");
    part.translate = false;
    part.append(marked(...lines[0]));
    return part;
  };

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const result = ({ href, chapter, label, heading, text, code }, hit) => {
    const url = new URL(href);
    if (url.pathname !== location.pathname) url.searchParams.set("find", hit.query);
    const link = element("a", { href: url.href });
    link.append(element("span", { className: "heading" }, marked(heading, marks(heading, hit))));
    if (heading !== chapter || label) link.append(element("span", { className: "where" }, label ? label + " · " + chapter : chapter));
    const part = excerpt(text, hit) ?? codeExcerpt(code, hit) ?? text.slice(0, shown);
    link.append(element("span", { className: "excerpt" }, part));
    return element("li", {}, link);
  };

  const page = 10;
  const make = words => {
    const input = element("input", { type: "text", role: "searchbox", inputMode: "search", autocomplete: "off", spellcheck: false, enterKeyHint: "go" });
    input.setAttribute("aria-label", words.search);
    input.placeholder = words.search;
    const close = element("button", { type: "button", className: "close" }, words.close);
    const status = element("p", { className: "count" }), list = element("ol"), more = element("button", { type: "button", className: "more", hidden: true }, words.more);
    status.setAttribute("role", "status");
    const dialog = element("dialog", { className: "search" }, element("div", { className: "field" }, input, close), status, list, more);
    dialog.setAttribute("aria-label", words.search);
    document.body.append(dialog);
    let last = 0, hit;
    const show = async (turn, from) => {
      const sections = await Promise.all(hit.sections.slice(from, from + page).map(section));
      if (turn !== last) return;
      const items = sections.map(section => result(section, hit));
      if (from) list.append(...items); else list.replaceChildren(...items);
      more.hidden = hit.sections.length <= from + page;
      return items;
    };
    const update = async () => {
      const turn = ++last, query = input.value;
      if (!wordsOf(query).length) { list.replaceChildren(); status.textContent = ""; more.hidden = true; return; }
      try {
        const found = await search(query);
        if (turn !== last) return;
        hit = found;
        await show(turn, 0);
        const count = hit.sections.length;
        if (turn === last) status.textContent = count ? (count === 1 ? words.one : words.many.replace("#", count.toLocaleString(document.documentElement.lang))) : words.none;
      } catch { if (turn === last) status.textContent = words.missing; }
    };
    input.addEventListener("input", update);
    more.addEventListener("click", async () => { (await show(last, list.children.length))?.[0].firstElementChild.focus(); });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", event => {
      // Beside it, or a link that leads to this very page.
      const link = event.target.closest("a");
      if (event.target === dialog || link && new URL(link.href).pathname === location.pathname) dialog.close();
      // Once the page is where the link leads.
      if (link && !dialog.open) setTimeout(() => markPage(hit.query));
    });
    dialog.addEventListener("keydown", event => {
      const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (event.key === "Enter" && document.activeElement === input && !event.isComposing) { links[0]?.click(); event.preventDefault(); }
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      (at + step < 0 ? input : links[Math.min(at + step, links.length - 1)])?.focus();
    });
    return { dialog, first: input };
  };

  // The keys, and whether there are any: letters alone get in the way of those who speak to their computer.
  const makeKeys = words => {
    const title = element("h2", { id: "_keys" }, words.keys), list = element("dl");
    const [back, on] = document.documentElement.dir === "rtl" ? ["→", "←"] : ["←", "→"];
    for (const [text, ...keys] of [[words.searchKey, "s", "/"], [words.nextKey, on], [words.previousKey, back], [words.keysKey, "?"]])
      list.append(element("dt", {}, text), element("dd", {}, ...keys.flatMap(key => [" ", element("kbd", {}, key)]).slice(1)));
    const box = element("input", { type: "checkbox", checked: true }), close = element("button", { type: "button", className: "close" }, words.close);
    box.addEventListener("change", () => { try { localStorage.setItem("colophon-keys", box.checked ? "on" : "off"); } catch { box.checked = true; } });
    const dialog = element("dialog", { className: "keys" }, title, list, element("label", {}, box, words.useKeys), close);
    dialog.setAttribute("aria-labelledby", title.id);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    return { dialog, first: close };
  };

  const style = new Promise(done => {
    const link = element("link", { rel: "stylesheet", href: new URL("search.css", own.src) });
    link.onload = link.onerror = done;
    document.head.append(link);
  });
  // One at a time, and each is made once. The way back leads to where the reader was.
  const dialogs = new Map();
  const show = async (name, make) => {
    const [{ words }] = await Promise.all([load("index"), style]);
    if (!dialogs.has(name)) dialogs.set(name, make(words));
    const { dialog, first } = dialogs.get(name);
    if (document.querySelector("dialog[open]")) return;
    dialog.showModal();
    first.focus();
    first.select?.();
  };
  Object.assign(window.bookSearch, { open: () => show("search", make), keys: () => show("keys", makeKeys), handedOver, search, section });
})();
