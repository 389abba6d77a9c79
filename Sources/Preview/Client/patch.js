// Brings what a browser shows of a page to what a fresh page has. What is equal in both, or plainly the same part, stays the same node,
// wherever it now stands: so folds, focus and selection stay with it.
(() => {
  "use strict";
  // For each node of the page as it was served the one that is shown: scripts have added to those.
  const shown = new WeakMap();
  const added = ".copy, .preview, .try, .enlarge, .stepper";
  const isElement = node => node.nodeType === Node.ELEMENT_NODE;
  const isAdded = node => isElement(node) && node.matches(added);
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

  // The pairs of indices of a longest common subsequence of two lists, by E. W. Myers, "An O(ND) Difference Algorithm and Its
  // Variations" (1986). None where the lists have so little in common that it would take long.
  const commonSubsequence = (first, second) => {
    const most = Math.min(first.length + second.length, 4000), middle = most + 1;
    // How far each diagonal is reached, and how far before each step.
    const ends = new Int32Array(2 * most + 3), steps = [];
    const isDown = (ends, middle, diagonal, step) =>
      diagonal === -step || diagonal !== step && ends[middle + diagonal - 1] < ends[middle + diagonal + 1];
    for (let step = 0; step <= most; step++) {
      steps.push(ends.slice(middle - step - 1, middle + step + 2));
      for (let diagonal = -step; diagonal <= step; diagonal += 2) {
        let x = isDown(ends, middle, diagonal, step) ? ends[middle + diagonal + 1] : ends[middle + diagonal - 1] + 1;
        while (x < first.length && x - diagonal < second.length && first[x] === second[x - diagonal]) x += 1;
        ends[middle + diagonal] = x;
        if (x < first.length || x - diagonal < second.length) continue;
        const pairs = [];
        let y = x - diagonal;
        for (; step >= 0; step--) {
          const before = steps[step], at = x - y + (isDown(before, step + 1, x - y, step) ? 1 : -1);
          const [startX, startY] = step ? [before[step + 1 + at], before[step + 1 + at] - at] : [0, 0];
          while (x > startX && y > startY) pairs.push([--x, --y]);
          [x, y] = [startX, startY];
        }
        return pairs.reverse();
      }
    }
    return [];
  };

  // What makes two nodes the same part, from the surest sign to the weakest; null where a node has none of it. Blanks between parts are
  // as good as any others. A cell above changes the numbers of those below it, and a number in the text is not what the text is about.
  const isBlank = node => !isElement(node) && !node.data.trim();
  const withoutNumbers = text => text.replace(/\d+/g, "0");
  const words = node => {
    if (!isElement(node)) return withoutNumbers(node.data);
    const code = [...node.querySelectorAll("pre.code")].map(part => part.textContent).join("\n");
    const text = code || withoutNumbers(node.textContent);
    return text.trim() ? `<${node.nodeName}.${node.className}>${text}` : null;
  };
  const signs = [
    node => isBlank(node) ? null : isElement(node) ? node.outerHTML : node.nodeName + node.data,
    node => isBlank(node) ? null : words(node),
    node => isElement(node) ? `<${node.nodeName}#${node.id}.${node.className}>` : node.nodeName,
  ];

  // For each of the fresh parts the index of the old one that it was, and which of these stand in the same order as before.
  const align = (before, after) => {
    const origins = after.map(() => -1), isUsed = before.map(() => false);
    const take = (old, fresh) => { origins[fresh] = old; isUsed[old] = true; };
    // Those that have found nothing yet, with their signs.
    const free = (nodes, start, end, isFree, sign) => {
      const found = [];
      for (let index = start; index < end; index++) {
        const key = isFree(index) ? sign(nodes[index]) : null;
        if (key !== null) found.push({ index, key });
      }
      return found;
    };
    const isFreeOld = index => !isUsed[index], isFreeNew = index => origins[index] < 0;
    let ordered = [];
    // Mostly little has changed, and nothing above and below it.
    let [start, end] = [0, 0];
    const most = Math.min(before.length, after.length);
    for (; start < most && before[start].isEqualNode(after[start]); start++) ordered.push([start, start]);
    for (; end < most - start && before.at(-1 - end).isEqualNode(after.at(-1 - end)); end++);
    for (let rest = end; rest > 0; rest--) ordered.push([before.length - rest, after.length - rest]);
    for (const [old, fresh] of ordered) take(old, fresh);
    const isOne = before.length - start - end === 1 && after.length - start - end === 1;
    for (const sign of isOne ? signs.slice(-1) : signs) {
      const found = [], left = [[], []];
      let [oldStart, newStart] = [0, 0];
      for (const [oldEnd, newEnd] of [...ordered, [before.length, after.length]]) {
        if (oldStart === oldEnd && newStart === newEnd) {
          found.push([oldEnd, newEnd]);
          [oldStart, newStart] = [oldEnd + 1, newEnd + 1];
          continue;
        }
        const olds = free(before, oldStart, oldEnd, isFreeOld, sign), news = free(after, newStart, newEnd, isFreeNew, sign);
        for (const [old, fresh] of commonSubsequence(olds.map(({ key }) => key), news.map(({ key }) => key))) {
          take(olds[old].index, news[fresh].index);
          found.push([olds[old].index, news[fresh].index]);
        }
        left[0].push(...olds);
        left[1].push(...news);
        found.push([oldEnd, newEnd]);
        [oldStart, newStart] = [oldEnd + 1, newEnd + 1];
      }
      ordered = found.slice(0, -1);
      // Those of a kind are many: what has nothing else in common has not moved.
      if (sign === signs.at(-1)) break;
      const moved = Map.groupBy(left[0].filter(({ index }) => isFreeOld(index) && isElement(before[index])), ({ key }) => key);
      for (const { index, key } of left[1]) {
        const old = isFreeNew(index) && isElement(after[index]) && moved.get(key)?.shift();
        if (old) take(old.index, index);
      }
    }
    return { origins, isInPlace: new Set(ordered.map(([, fresh]) => fresh)) };
  };

  // What is taken out of a page for a moment loses the focus, and a selection its ends. To ask for these has the page laid out, so it is
  // done once, and again only where they are concerned.
  let focused = null, ends = [];
  const look = () => {
    focused = document.activeElement;
    ends = [getSelection().anchorNode, getSelection().focusNode];
  };
  const move = (node, parent, next) => {
    if (![focused, ...ends].some(part => node.contains(part))) return parent.insertBefore(node, next);
    const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection(), active = document.activeElement;
    parent.insertBefore(node, next);
    if (node.contains(active)) active.focus({ preventScroll: true });
    if (node.contains(anchorNode) || node.contains(focusNode)) getSelection().setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  };

  // Only what differs is replaced, so that a selection in the rest stays.
  const patchText = (live, old, fresh) => {
    if (old === fresh) return;
    if (live.data !== old) { live.data = fresh; return; }
    const most = Math.min(old.length, fresh.length);
    let start = 0, end = 0;
    while (start < most && old[start] === fresh[start]) start += 1;
    while (end < most - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
    live.replaceData(start, old.length - end - start, fresh.slice(start, fresh.length - end));
  };

  const patch = (old, fresh) => {
    const live = shown.get(old);
    shown.set(fresh, live);
    if (!live) return;
    if (!isElement(fresh)) return patchText(live, old.data, fresh.data);
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) live.setAttribute(name, value);
    const [before, after] = [[...old.childNodes], [...fresh.childNodes]];
    const { origins, isInPlace } = align(before, after), kept = new Set(origins);
    for (const [index, node] of before.entries()) if (!kept.has(index)) shown.get(node)?.remove();
    // From the end on, so that what a part stands before is there.
    let next = null;
    for (let index = after.length - 1; index >= 0; index--) {
      const part = after[index], origin = before[origins[index]];
      let node = origin && shown.get(origin);
      if (!origin) pair(part, node = document.importNode(part, true));
      else if (origin.isEqualNode(part)) keep(part, origin);
      else patch(origin, part);
      if (!origin) live.insertBefore(node, next); else if (node && !isInPlace.has(index)) move(node, live, next);
      if (node?.parentNode === live) next = node;
    }
  };

  // Begins with a page as it was served and as it is shown.
  const begin = (page, parts) => {
    const served = page.cloneNode(true);
    // Some scripts have run before this one.
    for (const node of served.querySelectorAll(added)) node.remove();
    for (const part of parts) {
      const [node, live] = [served.querySelector(part), page.querySelector(part)];
      if (node && live) pair(node, live);
    }
    return served;
  };

  window.pagePatch = {
    begin,
    patch(old, fresh) {
      look();
      patch(old, fresh);
    },
  };
})();
