(() => {
  // Moves a figure from step to step; without this its first one is seen. A diagram that is none shows another state where it is pointed at, and
  // what moves it only to the keyboard.
  const words = document.currentScript.dataset;

  // One child of each of its groups is displayed, the same in all of them.
  const makeSteps = picture => {
    const groups = picture.querySelectorAll(".steps"), states = [...groups[0].children], last = states.length - 1;
    let now = states.findIndex(state => !state.getAttribute("display"));
    const show = (step, speaks) => {
      picture.dataset.step = now = Math.max(0, Math.min(last, step));
      for (const group of groups)
        [...group.children].forEach((state, index) => state.setAttribute("display", index === now ? "" : "none"));
      const name = states[now].firstElementChild?.textContent;
      for (const svg of picture.querySelectorAll("svg")) svg.ariaLabel = name;
      range.value = now;
      range.ariaValueText = name;
      position.textContent = words.step.replace("#", now + 1).replace("#", last + 1);
      if (speaks) spoken.textContent = name;
      back.disabled = !now;
      forward.disabled = now === last;
    };
    const button = (ariaLabel, sign, step) => makeElement("button", { ariaLabel, onclick: () => show(now + step, true) }, sign);
    const back = button(words.back, "‹", -1), forward = button(words.forward, "›", 1);
    const position = makeElement("span", { className: "position" }), spoken = makeElement("span", { className: "spoken", role: "status" });
    const range = makeElement("input", { type: "range", max: last, ariaLabel: words.steps, oninput: () => show(range.value) });
    const bar = makeElement("div", {
      className: "stepper",
      onkeydown: event => {
        const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!way || event.altKey || event.metaKey) return;
        event.preventDefault();
        show(now + way, event.target !== range);
      },
    }, back, range, forward, position, spoken);

    // Sideways, with wheel or finger, unless the picture itself is scrolled so. A step is a way that a hand takes with ease.
    let way = 0, finger;
    const move = distance => {
      if (picture.scrollWidth > picture.clientWidth + 1) return;
      way += distance;
      const steps = Math.trunc(way / 48);
      way -= steps * 48;
      show(now + steps);
      return true;
    };
    picture.onwheel = event => { if (Math.abs(event.deltaX) > Math.abs(event.deltaY) && move(event.deltaX)) event.preventDefault(); };
    picture.onpointerdown = event => { if (event.pointerType === "touch" && !bar.contains(event.target)) [finger, way] = [event.clientX, 0]; };
    picture.onpointermove = event => {
      if (finger == null) return;
      move(finger - event.clientX);
      finger = event.clientX;
    };
    picture.onpointerup = picture.onpointercancel = () => { finger = null; };

    // Pointing at a thing that a step is about shows that step.
    for (const { children } of picture.querySelectorAll(".step-areas"))
      [...children].forEach((area, index) => { area.onpointerover = area.onclick = () => show(index); });
    picture.append(bar);
    show(now);
  };

  enhancePage(() => document.querySelectorAll(".picture:has(.steps > g > desc):not(:has(.stepper))").forEach(makeSteps));
})();
