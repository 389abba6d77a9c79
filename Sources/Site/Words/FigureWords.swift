/// The words of what a reader can do with a figure.
package struct FigureWords: Sendable {
  /// What a slider moves.
  var steps: String
  /// `#` stands for the number of the step, and for how many there are.
  var step: String
  var back: String
  var forward: String
  /// Of the button that shows a picture as large as the window.
  var enlarge: String
  var save: String
  /// Of the link that saves a picture's numbers.
  var saveValues: String
  /// What a slider moves through with the keyboard.
  var values: String
  var close: String

  /// As the template of the script asks for them.
  var texts: [String: String] {
    [
      "steps": steps, "step": step, "back": back, "forward": forward, "enlarge": enlarge, "save": save,
      "csv": saveValues, "values": values, "close": close,
    ]
  }
}

extension EnglishWords {
  package var figures: FigureWords {
    FigureWords(
      steps: "Steps of the figure", step: "Step # of #", back: "Step back", forward: "Next step",
      enlarge: "Enlarge", save: "Save as SVG", saveValues: "Save as CSV", values: "Values of the figure",
      close: "Close")
  }
}

extension GermanWords {
  package var figures: FigureWords {
    FigureWords(
      steps: "Schritte der Abbildung", step: "Schritt # von #", back: "Schritt zurück", forward: "Nächster Schritt",
      enlarge: "Vergrößern", save: "Als SVG sichern", saveValues: "Als CSV sichern",
      values: "Werte der Abbildung", close: "Schließen")
  }
}

extension HebrewWords {
  package var figures: FigureWords {
    FigureWords(
      steps: "שלבי האיור", step: "שלב # מתוך #", back: "השלב הקודם", forward: "השלב הבא", enlarge: "הגדלה",
      save: "שמירה כ־SVG", saveValues: "שמירה כ־CSV", values: "ערכי האיור", close: "סגירה")
  }
}
