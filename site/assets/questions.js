// Questions: says whether an answer is what the output below has. Nothing leaves the page.
(() => {
"use strict";
const words = document.currentScript.dataset;
const make = (name, values, ...children) => {
const element = Object.assign(document.createElement(name), values);
element.append(...children);
return element;
};
const number = /[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?/gi;
const parts = text => [...text.replaceAll("\u2212", "-").replace(/["'\u201c\u201d\s]+/g, " ").matchAll(new RegExp(number.source + "|[^\\s]", "gi"))].map(match => match[0]);
const isNumber = part => /\d/.test(part);
const isList = text => parts(text).every(part => isNumber(part) || /[[\](),]/.test(part));
const same = (given, wanted) => {
if (!isNumber(given) || !isNumber(wanted)) return given === wanted;
const [, digits = "", exponent] = wanted.match(/^[-+]?\d*\.?(\d*)(e.*)?$/i) ?? [];
const unit = exponent ? Math.abs(wanted) * 10 ** -digits.length : digits ? 10 ** -digits.length : 0;
return Math.abs(given - wanted) <= unit * 1.000001;
};
const agree = (given, wanted) => given.length === wanted.length && given.every((part, index) => same(part, wanted[index]));
const agrees = (typed, expected) => {
if (/^[-+]?\d+$/.test(expected)) typed = typed.trim().replace(/(?<=\d)[,._\u202f\u00a0 ](?=\d{3}(?!\d))/g, "");
else if (/^[-+]?\d+\.\d+$/.test(expected)) typed = typed.trim().replace(/^([-+\u2212]?\d*),(\d+)$/, "$1.$2");
if (!/[[\]()]/.test(expected)) typed = typed.trim().replace(/^\[([^[\]()]*)\]$/, "$1");
const [given, wanted] = [typed, expected].map(parts);
if (agree(given, wanted)) return true;
return isList(typed) && isList(expected) && !/[[\]()]/.test(typed) && agree(given.filter(isNumber), wanted.filter(isNumber));
};
const enhance = () => {
for (const question of document.querySelectorAll(".question:is([data-answer], [data-right]):not([data-ready])")) {
question.dataset.ready = "";
const verdict = question.querySelector(".verdict"), output = question.querySelector(".answer");
const say = isRight => {
verdict.textContent = isRight ? words.right : words.wrong;
verdict.dataset.right = isRight;
if (isRight) output.open = true;
};
for (const [index, choice] of question.dataset.right ? [...question.querySelectorAll(".choices > li")].entries() : []) {
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
