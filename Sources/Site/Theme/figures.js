(() => {
  // What a reader can do with a figure. Each shows its point without this.
  const words = document.currentScript.dataset, dialog = makeElement("dialog", { className: "enlarged" });

  // The numbers of all pictures are a script of their own, which comes with the first look at one.
  let tables, coming;
  const load = () => coming ??= new Promise(done => {
    window.showValues = values => done(tables = values);
    document.head.append(makeElement("script", { src: words.table }));
  });
  // Of a figure with steps those of the one that is seen, or of all.
  const tableOf = ({ dataset }) => {
    const own = tables[dataset.values] ?? [];
    return own[dataset.step] ?? own[0];
  };

  // Shows the value of an index, or that which is nearest to the pointer, if it is near.
  const text = makeElement("span"), note = makeElement("p", {}, text);
  const show = async (picture, index, pointer) => {
    await load();
    const svg = [...picture.querySelectorAll("svg")].find(svg => svg.checkVisibility()), table = tableOf(picture), range = picture.querySelector(".values"), values = range.all = [];
    if (!table) return;
    let { a, e, f } = svg.getScreenCTM(), box = picture.getBoundingClientRect(), { step, unit, width, height, weight, near, starts } = table.drawings[+svg.matches(".narrow")];
    table.rows.forEach(([name, , numbers], row) => numbers.split(",").forEach((number, column) => {
      const x = a * (starts[row][0] + column * step) + e, y = a * (starts[row][1] + (unit && unit * (table.log ? Math.log10(number) : number))) + f;
      if (!number || !isFinite(y)) return;
      const distance = pointer && (Math.abs(x - pointer.clientX) * weight + Math.abs(y - pointer.clientY)) / a;
      if (distance < near) [index, near] = [values.length, distance];
      values.push([x - box.x, y - box.y, `${name}${table.columns[column]}: ${number.replaceAll("-", "\u2212")}`, unit ? column : row]);
    }));
    if (!values[index]) return note.remove();
    const [left, top, label] = values[index];
    text.textContent = range.ariaValueText = label;
    range.max = values.length - 1;
    range.value = index;
    note.style = `left:${left+picture.scrollLeft}px;top:${top}px;width:${a*width}px;height:${a*height}px;--x:${-100*left/box.width}%`;
    note.className = top < 50 ? "value below" : "value";
    picture.append(note);
  };
  // A finger on a page scrolls it; where a picture is enlarged it looks for values.
  const point = event => {
    const picture = event.target.closest(".picture > svg")?.parentNode;
    if (event.pointerType === "touch" && !dialog.open) return;
    picture?.dataset.values ? show(picture, -1, event) : note.remove();
  };
  addEventListener("pointermove", point, true);
  addEventListener("click", point, true);

  // A tap on a picture, or its button, shows it as large as the window, where it can be saved. It is the same picture there, steps and all.
  const link = (label, download, text) => makeElement("a", { href: "#", download, onclick() { this.href = URL.createObjectURL(new Blob([text()])); } }, label);
  const enlarge = picture => {
    const space = makeElement("div", { style: `height:${picture.offsetHeight}px` }), svg = picture.querySelector("svg"), name = picture.closest("[id]")?.id ?? "figure";
    const save = link(words.save, name + ".svg", () => new XMLSerializer().serializeToString(svg));
    if (picture.dataset.values) load().then(() => save.after(link(words.csv, name + ".csv", () => {
      const { head, rows } = tableOf(picture);
      return [head, ...rows.map(([, keys, numbers, exact]) => exact ?? keys + numbers), ""].join("\n");
    })));
    dialog.ariaLabel = svg.ariaLabel;
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
      picture.onclick = event => {
        if (!dialog.open && event.target.closest("svg, .step-areas")?.matches("svg") && getSelection().isCollapsed) enlarge(picture);
      };
      if (!picture.dataset.values) continue;
      const update = () => show(picture, range.value);
      const range = makeElement("input", {
        type: "range", className: "values spoken", value: 0, ariaLabel: words.values, onfocus: update, oninput: update, onblur: () => note.remove(),
        onkeydown: event => {
          const { all } = range, now = all?.[range.value], [down, right] = { ArrowRight: [0, 1], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowUp: [-1, 0] }[now && event.key] ?? [];
          if (event.altKey || event.metaKey || right == null) return;
          event.preventDefault();
          // Left and right go along a row or a line, up and down to the same place in another one.
          const lines = Object.values(Object.groupBy(all, value => value[3])), own = lines.findIndex(line => line.includes(now)), line = lines[own + down] ?? lines[own];
          range.value = all.indexOf(line[lines[own].indexOf(now) + right] ?? (right ? now : line.at(-1)));
          update();
        },
      });
      picture.append(range);
    }
  });
})();
