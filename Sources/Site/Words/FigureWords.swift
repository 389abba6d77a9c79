/// The words of what a reader can do with a figure.
package struct FigureWords: Sendable {
  /// What a slider moves.
  var steps: String
  /// `#` stands for the number of the step, and for how many there are.
  var step: String
  var back: String
  var forward: String

  /// As the template of the script asks for them.
  var texts: [String: String] { ["steps": steps, "step": step, "back": back, "forward": forward] }
}

extension EnglishWords {
  package var figures: FigureWords {
    FigureWords(steps: "Steps of the figure", step: "Step # of #", back: "Step back", forward: "Next step")
  }
}

extension GermanWords {
  package var figures: FigureWords {
    FigureWords(
      steps: "Schritte der Abbildung", step: "Schritt # von #", back: "Schritt zurück", forward: "Nächster Schritt")
  }
}

extension HebrewWords {
  package var figures: FigureWords {
    FigureWords(steps: "שלבי האיור", step: "שלב # מתוך #", back: "השלב הקודם", forward: "השלב הבא")
  }
}
