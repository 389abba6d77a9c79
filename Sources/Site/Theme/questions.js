(() => {
  // Questions: says whether an answer is what the output below has. Nothing leaves the page.
  const words = document.currentScript.dataset;

  // A number may differ as much as the check of the cell lets it, or be rounded by who has two digits of it or more. Blanks, quotes and, of a
  // list of numbers, brackets and signs between them are as the reader likes them; all else is as it is shown.
  const parts = text => text.replaceAll("\u2212", "-").replace(/["'\u201c\u201d]/g, " ").match(/[-+]?(?:(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?|\b(?:nan|inf)\b)|\S/gi) ?? [];
  const isNumber = part => /\d|^.?(nan|inf)$/i.test(part);
  const isList = list => list.every(part => isNumber(part) || /[[\](),;]/.test(part));
  const agrees = (typed, expected, tolerance) => {
    const wanted = parts(expected), numbers = list => list.filter(isNumber);
    const same = (given, wanted) => {
      const [, whole, rest, exponent] = /^[-+]?(\d*)\.?(\d*)e?(.*)/i.exec(given);
      const rounding = /[.e]/i.test(wanted) && /[1-9]\d/.test(whole + rest) && .501 * 10 ** (exponent - rest.length);
      return given === wanted || isNumber(given) && given.toLowerCase() === wanted.toLowerCase() || Math.abs(given - wanted) <= Math.max(tolerance, rounding);
    };
    const agree = (given, wanted) => given.length === wanted.length && given.every((part, index) => same(part, wanted[index]));
    const comma = text => text.replace(",", ".");
    const readings = [typed = typed.trim()];
    // A number by itself may have the reader's own point, and its digits in groups.
    if (wanted.length < 2) {
      const whole = /^\D?0/.test(typed) ? typed : typed.replace(/(?<=\d)[,._\s](?=\d{3}(?!\d))/g, "");
      readings.push(whole, comma(typed), comma(whole));
    } else if (isList(wanted)) readings.push(typed.replace(/(?<=\d)\s*[\u00d7x*]\s*(?=\d)/gi, ","));
    return readings.some(reading => {
      const given = parts(reading);
      return agree(given, wanted) || isList(given) && isList(wanted) && !/[[(].*[[(]/.test(reading) && agree(numbers(given), numbers(wanted));
    });
  };

  enhancePage(() => {
    for (const question of document.querySelectorAll(".question:not([data-ready])")) {
      const { right, answer, tolerance = 0 } = question.dataset;
      if (!right && !answer) continue;
      question.dataset.ready = "";
      const verdict = question.querySelector(".verdict"), output = question.querySelector(".answer");
      const say = isRight => {
        verdict.textContent = words[isRight ? "right" : "wrong"];
        verdict.dataset.right = isRight;
        if (isRight) output.open = true;
      };
      if (right) {
        [...question.querySelectorAll(".choices > li")].forEach((choice, index) => {
          const button = makeElement("button", { onclick: () => say(button.dataset.right = index == right) }, ...choice.childNodes);
          choice.append(button);
        });
        continue;
      }
      const check = () => { if (input.value.trim()) say(agrees(input.value, answer, tolerance)); };
      const input = makeElement("input", { autocomplete: "off", autocapitalize: "off", onkeydown: event => { if (event.key === "Enter") check(); } });
      question.querySelector(".field").append(makeElement("label", {}, words.answer, input), makeElement("button", { onclick: check }, words.check));
    }
  });
})();
