(() => {
  "use strict";
  // Moves a figure from step to step. Without this its first one is seen.
  const words = document.currentScript.dataset;

  // One child of each of its groups is displayed, the same in all of them.
  const makeSteps = picture => {
    const groups = [...picture.querySelectorAll(".steps")], states = [...groups[0]?.children ?? []];
    if (states[0]?.firstElementChild?.tagName !== "desc" || picture.querySelector(".stepper")) return;
    const last = states.length - 1;
    let now = states.findIndex(state => !state.hasAttribute("display"));
    const show = (step, speaks) => {
      now = Math.max(0, Math.min(last, step));
      for (const group of groups)
        [...group.children].forEach((state, index) => index === now ? state.removeAttribute("display") : state.setAttribute("display", "none"));
      const name = states[now].firstElementChild.textContent;
      for (const svg of picture.querySelectorAll("svg")) svg.ariaLabel = name;
      range.value = now + 1;
      range.ariaValueText = name;
      position.textContent = words.step.replace("#", now + 1).replace("#", last + 1);
      if (speaks) spoken.textContent = name;
      back.disabled = !now;
      forward.disabled = now === last;
    };
    const button = (ariaLabel, sign, step) => makeElement("button", { ariaLabel, onclick: () => show(now + step, true) }, sign);
    const back = button(words.back, "‹", -1), forward = button(words.forward, "›", 1);
    const range = makeElement("input", { type: "range", min: 1, max: last + 1, ariaLabel: words.steps, oninput: () => show(range.value - 1) });
    const position = makeElement("span", { className: "position" }), spoken = makeElement("span", { className: "spoken", role: "status" });
    const bar = makeElement("div", {
      className: "stepper",
      onkeydown: event => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        show(now + step, event.target !== range);
      },
    }, back, range, forward, position, spoken);

    // Sideways, with wheel or finger, unless the picture itself is scrolled so. A step is a way that a hand takes with ease.
    let way = 0, finger = null;
    const move = distance => {
      way += distance;
      const steps = Math.trunc(way / 48);
      way -= steps * 48;
      if (steps) show(now + steps);
    };
    const isScrolled = () => picture.scrollWidth > picture.clientWidth + 1;
    picture.addEventListener("wheel", event => {
      if (isScrolled() || Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
      event.preventDefault();
      move(event.deltaX);
    }, { passive: false });
    Object.assign(picture, {
      onpointerdown: event => { if (event.pointerType === "touch" && !bar.contains(event.target)) [finger, way] = [event.clientX, 0]; },
      onpointermove: event => {
        if (finger === null || event.pointerType !== "touch" || isScrolled()) return;
        move(finger - event.clientX);
        finger = event.clientX;
      },
      onpointerup: () => { finger = null; },
      onpointercancel: () => { finger = null; },
    });

    // Pointing at a thing that a step is about shows that step.
    for (const areas of picture.querySelectorAll(".step-areas"))
      [...areas.children].forEach((area, index) => { area.onpointerover = area.onclick = () => show(index); });
    picture.append(bar);
    show(now);
  };

  enhancePage(() => { for (const picture of document.querySelectorAll(".picture")) makeSteps(picture); });
})();
