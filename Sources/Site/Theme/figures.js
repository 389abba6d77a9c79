(() => {
  // What a reader can do with a figure. Each shows its point without this.
  const words = document.currentScript.dataset, dialog = makeElement("dialog", { className: "enlarged" });
  const drawing = picture => [...picture.querySelectorAll(":scope > svg")].find(svg => svg.checkVisibility());

  // The numbers of all pictures are a script of their own, which comes with the first look at one.
  let tables = {}, coming;
  window.showValues = values => { tables = values; };
  const load = () => coming ??= new Promise(onload => document.head.append(makeElement("script", { src: words.table, onload })));
  // Of a figure with steps those of the one that is seen, or of all.
  const tableOf = ({ dataset }) => {
    const own = tables[dataset.values] ?? [];
    return own[dataset.step] ?? own[0];
  };

  // Shows the value of an index, or that which is nearest to a position in the drawing, if it is near.
  const text = makeElement("span"), note = makeElement("p", { className: "value" }, text);
  const show = (picture, index, at) => {
    const svg = drawing(picture), table = tableOf(picture), range = picture.querySelector(".values"), values = [];
    if (!table) return;
    let { step, unit, width, height, weight, near, starts } = table.drawings[+svg.matches(".narrow")];
    table.rows.forEach(([name, , numbers], row) => numbers.split(",").forEach((number, column) => {
      const x = starts[row][0] + column * step, y = starts[row][1] + (unit && unit * (table.log ? Math.log10(number) : number));
      if (!number || !isFinite(y)) return;
      const distance = at && Math.abs(x - at.x) * weight + Math.abs(y - at.y);
      if (distance < near) [index, near] = [values.length, distance];
      values.push([x, y, `${name}${table.columns[column]}: ${number}`]);
    }));
    if (!values[index]) return note.remove();
    const [x, y, label] = values[index], { a, e, f } = svg.getScreenCTM(), box = picture.getBoundingClientRect(), left = a * x + e - box.x, top = a * y + f - box.y;
    text.textContent = range.ariaValueText = label.replace(/-(?=[\d.])/g, "\u2212");
    range.max = values.length - 1;
    range.value = index;
    note.style = `left:${left + picture.scrollLeft}px;top:${top}px;width:${a * width}px;height:${a * height}px;--x:${-100 * left / box.width}%`;
    note.classList.toggle("below", top < 50);
    picture.append(note);
  };
  // A finger on a page scrolls it; where a picture is enlarged it looks for values.
  const point = async event => {
    const svg = event.target.closest(".picture > svg"), picture = svg?.parentNode;
    if (event.pointerType === "touch" && !dialog.open) return;
    if (!picture?.dataset.values) return note.remove();
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    await load();
    show(picture, -1, at);
  };
  for (const kind of ["pointermove", "click"]) addEventListener(kind, point, true);
  const makeValues = picture => {
    const update = () => load().then(() => show(picture, range.value));
    const range = makeElement("input", {
      type: "range", className: "values spoken", value: 0, ariaLabel: words.values, onfocus: update, oninput: update, onblur: () => note.remove(),
      onkeydown: event => {
        const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (!way) return;
        event.preventDefault();
        range.value -= way * tableOf(picture).columns.length;
        update();
      },
    });
    picture.append(range);
  };

  // A tap on a picture, or its button, shows it as large as the window, where it can be saved. It is the same picture there, steps and all.
  const link = (label, download, type, text) => makeElement("a", { href: "#", download, onclick: event => { event.target.href = URL.createObjectURL(new Blob([text()], { type })); } }, label);
  const enlarge = picture => {
    const space = makeElement("div", { className: "picture-space" }), name = picture.closest("[id]")?.id ?? "figure";
    space.style.height = picture.offsetHeight + "px";
    const save = link(words.save, name + ".svg", "image/svg+xml", () => {
      const copy = drawing(picture).cloneNode(true);
      for (const name of ["class", "display"]) copy.removeAttribute(name);
      return new XMLSerializer().serializeToString(copy);
    });
    if (picture.dataset.values) load().then(() => save.after(link(words.csv, name + ".csv", "text/csv", () => {
      const { head, rows } = tableOf(picture);
      return [head, ...rows.map(([, keys, numbers, exact]) => exact ?? keys + numbers), ""].join("\n");
    })));
    dialog.ariaLabel = drawing(picture).ariaLabel;
    note.remove();
    picture.replaceWith(space);
    dialog.replaceChildren(makeElement("p", { className: "picture-tools" }, save, makeElement("button", { onclick: () => dialog.close() }, words.close)), picture);
    document.body.append(dialog);
    dialog.onclose = () => {
      note.remove();
      space.replaceWith(picture);
      dialog.remove();
      picture.querySelector(".enlarge").focus({ preventScroll: true });
    };
    dialog.showModal();
  };

  enhancePage(() => {
    coming = null;
    for (const picture of document.querySelectorAll(".picture:has(> svg):not(:has(> .enlarge))")) {
      picture.prepend(makeElement("button", { className: "enlarge", onclick: () => enlarge(picture) }, words.enlarge));
      if (picture.dataset.values) makeValues(picture);
      picture.addEventListener("click", event => {
        if (!dialog.open && event.target.closest("svg") && !event.target.closest(".step-areas") && getSelection().isCollapsed) enlarge(picture);
      });
    }
  });
})();
