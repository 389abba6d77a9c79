(() => {
  // Questions: says whether an answer is what the output below has. Nothing leaves the page.
  const words = document.currentScript.dataset;

  // Blanks, quotes and, of a list of numbers, brackets and signs between them are as the reader likes them; all else is as it is shown.
  const parts = text => text.replace(/[\u2010-\u2015\u2212]/g, "-").replace(/["'\u2018-\u201f]/g, " ").replace(/(?<!\w\s*)([-+])\s+/g, "$1")
    .match(/[-+]?(?:(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?|\b(?:nan|inf)\b)|\S/gi) ?? [];
  const isNumber = part => /\d|^.?(nan|inf)$/i.test(part);
  const isList = list => list.every(part => isNumber(part) || /[[\](),;]/.test(part));
  const agrees = (typed, answer, tolerance) => {
    // A number may differ as much as the check of the cell lets it, or be rounded by who has two digits of it or more. Integers have all of theirs.
    const same = (given, wanted) => {
      if (![given, wanted].every(isNumber)) return given === wanted;
      const [, zeros, rest, exponent = 0] = given.match(/^(?=[^e]*[1-9]\.?\d)\D?\d{0,2}\d*?(0*)(\.\d*)?(?:e(.*))?$/i) ?? [];
      const distance = Math.abs(Number(/[.a-z]/i.test(given + wanted) ? given - wanted : BigInt(given) - BigInt(wanted)));
      return given.toLowerCase() === wanted.toLowerCase() || distance <= tolerance
        || /[.e]/i.test(wanted) && distance <= .501 * 10 ** (exponent - (rest ? rest.length - 1 : -zeros?.length));
    };
    const agree = (given, wanted) => given.length === wanted.length && given.every((part, index) => same(part, wanted[index]));
    const wanted = parts(answer), list = text => text.replace(/(?<=\d)\s*[\u00d7x*]\s*(?=\d)/gi, ",");
    const readings = wanted.length > 1 ? [typed, list(typed)]
      // A number by itself may have the reader's own point, and its digits in groups.
      : [typed, typed.replace(/(?<=^\W*[1-9].*)[,._'\u2019\s](?=\d{3}(?!\d))/g, "")].flatMap(text => [text, text.replace(",", ".")]);
    return readings.some(reading => {
      const given = parts(reading), lists = [given, parts(list(answer))];
      return agree(given, wanted) || lists.every(isList) && !/[[(].*[[(]/.test(reading) && agree(...lists.map(list => list.filter(isNumber)));
    });
  };

  enhancePage(() => {
    for (const question of document.querySelectorAll(".question:not([data-ready])")) {
      const { right, answer, tolerance = 0 } = question.dataset;
      if (!right && !answer) continue;
      question.dataset.ready = "";
      const verdict = question.querySelector(".verdict"), output = question.querySelector(".answer");
      const say = isRight => {
        verdict.textContent = words[verdict.dataset.right = isRight];
        output.open ||= isRight;
      };
      if (right) {
        question.querySelectorAll(".choices > li").forEach((choice, index) => {
          choice.append(makeElement("button", { onclick() { say(this.dataset.right = index == right); } }, ...choice.childNodes));
        });
        continue;
      }
      const check = () => { if (input.value.trim()) say(agrees(input.value.trim(), answer, tolerance)); };
      const input = makeElement("input", { autocomplete: "off", autocapitalize: "off", onkeydown: ({ key }) => { verdict.textContent = ""; if (key === "Enter") check(); } });
      question.querySelector(".field").append(makeElement("label", {}, words.answer, input), makeElement("button", { onclick: check }, words.check));
    }
  });
})();
