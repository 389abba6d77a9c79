// What a reader can do with a figure. Each shows its point without this.
(() => {
"use strict";
const words = document.currentScript.dataset;
const make = (name, values, ...children) => {
const element = Object.assign(document.createElement(name), values);
element.append(...children);
return element;
};
const makeSteps = picture => {
const groups = [...picture.querySelectorAll(".steps")], states = [...groups[0]?.children ?? []];
if (!states.length || !states.every(state => state.firstElementChild?.tagName === "desc") || picture.querySelector(".stepper")) return;
const last = states.length - 1;
let now = states.findIndex(state => !state.hasAttribute("display"));
const range = make("input", { type: "range", min: 1, max: last + 1, ariaLabel: words.steps });
const position = make("span", { className: "position" }), spoken = make("span", { className: "spoken", role: "status" });
const show = (step, speaks) => {
now = Math.max(0, Math.min(last, step));
for (const group of groups)
for (const [index, state] of [...group.children].entries())
if (index === now) state.removeAttribute("display"); else state.setAttribute("display", "none");
const name = states[now].firstElementChild.textContent;
for (const svg of picture.querySelectorAll("svg")) svg.setAttribute("aria-label", name);
range.value = now + 1;
range.ariaValueText = name;
position.textContent = words.step.replace("#", now + 1).replace("#", last + 1);
if (speaks) spoken.textContent = name;
back.disabled = !now;
forward.disabled = now === last;
};
const button = (label, sign, step) => {
const button = make("button", { type: "button", ariaLabel: label }, sign);
button.addEventListener("click", () => show(now + step, true));
return button;
};
const back = button(words.back, "‹", -1), forward = button(words.forward, "›", 1);
range.addEventListener("input", () => show(range.value - 1));
const bar = make("div", { className: "stepper" }, back, range, forward, position, spoken);
bar.addEventListener("keydown", event => {
const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
event.preventDefault();
show(now + step, event.target !== range);
});
let way = 0;
const move = distance => {
way += distance;
const steps = Math.trunc(way / 48);
if (!steps) return;
way -= steps * 48;
show(now + steps);
};
const isScrolled = () => picture.scrollWidth > picture.clientWidth + 1;
picture.addEventListener("wheel", event => {
if (isScrolled() || Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
event.preventDefault();
move(event.deltaX);
}, { passive: false });
let finger = null;
picture.addEventListener("pointerdown", event => {
if (event.pointerType !== "touch" || bar.contains(event.target)) return;
[finger, way] = [event.clientX, 0];
});
picture.addEventListener("pointermove", event => {
if (finger === null || event.pointerType !== "touch" || isScrolled()) return;
move(finger - event.clientX);
finger = event.clientX;
});
for (const end of ["pointerup", "pointercancel"]) picture.addEventListener(end, () => { finger = null; });
for (const areas of picture.querySelectorAll(".step-areas"))
for (const [index, area] of [...areas.children].entries())
for (const kind of ["pointerover", "click"]) area.addEventListener(kind, () => show(index));
picture.append(bar);
show(now);
};
const dialog = make("dialog", { className: "enlarged" });
const drawing = picture => [...picture.querySelectorAll(":scope > svg")].find(svg => svg.checkVisibility());
const enlarge = picture => {
const space = make("div", { className: "picture-space" }), close = make("button", { type: "button" }, words.close);
space.style.height = picture.offsetHeight + "px";
const name = picture.closest("[id]")?.id ?? "figure", save = make("a", { download: name + ".svg" }, words.save);
save.addEventListener("click", () => {
const copy = drawing(picture).cloneNode(true);
for (const attribute of ["class", "display"]) copy.removeAttribute(attribute);
const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
save.href = address;
setTimeout(() => URL.revokeObjectURL(address), 1000);
});
save.href = "#";
close.addEventListener("click", () => dialog.close());
picture.replaceWith(space);
dialog.replaceChildren(make("p", { className: "picture-tools" }, save, close), picture);
dialog.ariaLabel = drawing(picture)?.getAttribute("aria-label") ?? "";
document.body.append(dialog);
dialog.addEventListener("close", () => {
space.replaceWith(picture);
dialog.remove();
picture.querySelector(".enlarge").focus({ preventScroll: true });
}, { once: true });
dialog.showModal();
};
const makeLarge = picture => {
if (!picture.querySelector(":scope > svg") || picture.querySelector(".enlarge")) return;
const button = make("button", { type: "button", className: "enlarge" }, words.enlarge);
button.addEventListener("click", () => enlarge(picture));
picture.prepend(button);
picture.addEventListener("click", event => {
if (dialog.open || !event.target.closest("svg") || event.target.closest(".step-areas") || !getSelection().isCollapsed) return;
enlarge(picture);
});
};
const enhance = () => {
for (const picture of document.querySelectorAll(".picture")) {
makeSteps(picture);
makeLarge(picture);
}
};
enhance();
document.addEventListener("colophon-patch", enhance);
})();
