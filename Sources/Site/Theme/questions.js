(() => {
  "use strict";
  // Questions: says whether an answer is what the output below has. Nothing leaves the page.
  const words = document.currentScript.dataset;

  // A number may be rounded by who has two digits of it or more. Blanks, quotes and, of a list of numbers, brackets and commas are as the
  // reader likes them; all else is as it is shown.
  const parts = text => text.replaceAll("\u2212", "-").replace(/["'\u201c\u201d]/g, " ").match(/[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?|\S/gi) ?? [];
  const isNumber = part => /\d/.test(part);
  const isList = text => parts(text).every(part => isNumber(part) || /[[\](),]/.test(part));
  const same = (given, wanted) => {
    const digits = /\.(\d+)$/.exec(given)?.[1].length;
    return given === wanted || +given === +wanted || /\./.test(wanted) && /[1-9]\.?\d/.test(given) && Math.abs(given - wanted) <= .501 * 10 ** -digits;
  };
  const agree = (given, wanted) => given.length === wanted.length && given.every((part, index) => same(part, wanted[index]));
  const agrees = (typed, expected) => {
    // A number by itself may have the reader's own point, or its digits in groups.
    if (/^[-+]?\d+$/.test(expected)) typed = typed.trim().replace(/(?<=\d)[,._\u202f\u00a0 ](?=\d{3}(?!\d))/g, "");
    else if (/^[-+]?\d+\.\d+$/.test(expected)) typed = typed.trim().replace(/^([-+\u2212]?\d*),(\d+)$/, "$1.$2");
    if (!/[[\]()]/.test(expected)) typed = typed.trim().replace(/^\[([^[\]()]*)\]$/, "$1");
    const [given, wanted] = [typed, expected].map(parts);
    if (agree(given, wanted)) return true;
    return isList(typed) && isList(expected) && !/[[\]()]/.test(typed) && agree(given.filter(isNumber), wanted.filter(isNumber));
  };

  enhancePage(() => {
    for (const question of document.querySelectorAll(".question:is([data-answer], [data-right]):not([data-ready])")) {
      question.dataset.ready = "";
      const verdict = question.querySelector(".verdict"), output = question.querySelector(".answer");
      const say = isRight => {
        verdict.textContent = isRight ? words.right : words.wrong;
        verdict.dataset.right = isRight;
        if (isRight) output.open = true;
      };
      if (question.dataset.right) [...question.querySelectorAll(".choices > li")].forEach((choice, index) => {
        const button = makeElement("button", {
          onclick: () => {
            button.dataset.right = index === Number(question.dataset.right);
            say(button.dataset.right === "true");
          },
        }, ...choice.childNodes);
        choice.append(button);
      });
      const field = question.querySelector(".field");
      if (!field) continue;
      const check = () => { if (input.value.trim()) say(agrees(input.value, question.dataset.answer)); };
      const input = makeElement("input", { type: "text", autocomplete: "off", autocapitalize: "off", onkeydown: event => { if (event.key === "Enter") check(); } });
      field.append(makeElement("label", {}, words.answer, input), makeElement("button", { onclick: check }, words.check));
    }
  });
})();
