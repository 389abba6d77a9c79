// Questions: says whether an answer is what the output below has. Nothing leaves the page.
(() => {
"use strict";
const words = document.currentScript.dataset;
const make = (name, values, ...children) => {
const element = Object.assign(document.createElement(name), values);
element.append(...children);
return element;
};
const plain = text => text.toLowerCase().replaceAll("\u2212", "-").replace(/["'\u201c\u201d]+/g, "").replace(/\s+/g, " ").trim();
const number = /-?\d+(?:\.(\d+))?(?:e[-+]?\d+)?/g;
const agrees = (typed, expected) => {
const [given, wanted] = [typed, expected].map(plain);
if (given === wanted) return true;
const [some, all] = [given, wanted].map(text => [...text.matchAll(number)]);
if (!all.length || /[a-z]/.test(wanted.replace(number, "")) || some.length !== all.length) return false;
return all.every(([text, digits, exponent], index) => {
const unit = digits && !/e/.test(text) ? 10 ** -digits.length : /e/.test(text) ? Math.abs(text) * 1e-2 : 0;
return Math.abs(text - some[index][0]) <= unit * 1.000001;
});
};
const enhance = () => {
for (const question of document.querySelectorAll(".question:not([data-ready])")) {
question.dataset.ready = "";
const verdict = question.querySelector(".verdict"), output = question.querySelector(".answer");
const say = isRight => {
verdict.textContent = isRight ? words.right : words.wrong;
verdict.dataset.right = isRight;
if (isRight) output.open = true;
};
for (const [index, choice] of [...question.querySelectorAll(".choices > li")].entries()) {
const button = make("button", { type: "button" }, ...choice.childNodes);
button.addEventListener("click", () => {
button.dataset.right = index === Number(question.dataset.right);
say(button.dataset.right === "true");
});
choice.append(button);
}
const field = question.querySelector(".field");
if (!field) continue;
const input = make("input", { type: "text", autocomplete: "off", spellcheck: false, autocapitalize: "off" });
const button = make("button", { type: "button" }, words.check);
const check = () => { if (input.value.trim()) say(agrees(input.value, question.dataset.answer)); };
button.addEventListener("click", check);
input.addEventListener("keydown", event => { if (event.key === "Enter") check(); });
field.append(make("label", {}, words.answer, input), button);
}
};
enhance();
document.addEventListener("colophon-patch", enhance);
})();
