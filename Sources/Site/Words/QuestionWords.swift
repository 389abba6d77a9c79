/// The words of a question, of which the output of a cell is the answer.
package struct QuestionWords: Sendable {
  package var prompt: String
  /// What unfolds the output.
  var show: String
  /// Of the field for an answer, and of the button that holds it against the output.
  var answer: String
  var check: String
  var right: String
  var wrong: String

  /// As the template of the script asks for them.
  var texts: [String: String] { ["answer": answer, "check": check, "right": right, "wrong": wrong] }
}

extension EnglishWords {
  package var questions: QuestionWords {
    QuestionWords(
      prompt: "What does it give? Think first.", show: "Show the output", answer: "Your answer", check: "Check",
      right: "That is right.", wrong: "It is something else.")
  }
}

extension GermanWords {
  package var questions: QuestionWords {
    QuestionWords(
      prompt: "Was ergibt es? Denken Sie erst nach.", show: "Die Ausgabe zeigen", answer: "Ihre Antwort",
      check: "Prüfen", right: "Das ist richtig.", wrong: "Es ist etwas anderes.")
  }
}

extension HebrewWords {
  package var questions: QuestionWords {
    QuestionWords(
      prompt: "מה התוצאה? חשבו קודם.", show: "הצגת הפלט", answer: "התשובה שלכם", check: "בדיקה", right: "נכון.",
      wrong: "התשובה אחרת.")
  }
}
