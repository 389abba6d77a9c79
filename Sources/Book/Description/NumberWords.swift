import Text

/// Numbers that a language writes in words: `twelve`, `two hundred and five`, `zweiunddreißig`.
///
/// The word for 1 alone is none of them, since it is an article and a pronoun as well.
struct NumberWords: Sendable {
  private enum Language { case english, german }

  private let language: Language

  /// Nil for a language whose words are not known.
  init?(language tag: String) {
    switch tag.lowercased().prefix(while: { $0 != "-" }) {
    case "en": language = .english
    case "de": language = .german
    default: return nil
    }
  }

  /// Whether the language writes decimals with a comma, and groups of digits with a full stop.
  var hasDecimalComma: Bool { language == .german }

  /// What follows the number of a percentage.
  static let percent: Set<String> = ["percent", "pct", "prozent"]

  /// What makes, behind a number and a hyphen, a kind of thing that nobody counts: `two-dimensional`, `0-based`.
  static let kinds: Set<String> = [
    "based", "d", "dimensional", "fold", "hot", "nd", "rd", "sided", "st", "tailed", "th", "way",
  ]

  /// What stands between two numbers that hyphens join: `three-by-three`.
  static let joints: Set<String> = ["and", "bis", "by", "mal", "of", "to", "und"]

  /// What stands before a number that is less than zero.
  static let minus: Set<String> = ["minus", "negative", "negativ"]

  /// What a number before such a word is to be multiplied by: `2 million`, `two dozen`.
  func factor(_ word: String) -> Int? {
    switch language {
    case .english: Self.englishFactors[word]
    case .german: Self.germanFactors[word]
    }
  }

  private static let englishFactors = [
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
  ]
  private static let germanFactors = [
    "dutzend": 12, "hundert": 100, "tausend": 1_000, "tsd": 1_000, "million": 1_000_000, "millionen": 1_000_000,
    "mio": 1_000_000, "milliarde": 1_000_000_000, "milliarden": 1_000_000_000, "mrd": 1_000_000_000,
    "billion": 1_000_000_000_000, "billionen": 1_000_000_000_000,
  ]

  /// The same in letters that follow the digits directly: `60k`, `2M`. Capitals count, since `5 m` are metres.
  static let suffixes = ["k": 1_000, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000, "bn": 1_000_000_000]

  /// The parts that a fraction counts: `two thirds`.
  static let denominators: [String: Int] = [
    "halves": 2, "thirds": 3, "quarters": 4, "fourths": 4, "fifths": 5, "sixths": 6, "sevenths": 7, "eighths": 8,
    "ninths": 9, "tenths": 10, "hundredths": 100, "drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "achtel": 8,
    "zehntel": 10, "hundertstel": 100,
  ]

  /// The same for one of them: `one third`. By itself most of these words are another's, as in `the third curve`.
  static let singleDenominators: [String: Int] = denominators.reduce(into: ["half": 2]) { words, denominator in
    words[denominator.key.hasSuffix("s") ? String(denominator.key.dropLast()) : denominator.key] = denominator.value
  }

  /// The number with which some words begin, in lower case and with a hyphen as a word of its own, and how many of them it
  /// takes.
  func number(_ words: ArraySlice<String>) -> (value: PrintedNumber, count: Int)? {
    switch language {
    case .english: Self.englishDecimal(words) ?? Self.english(words).map { (PrintedNumber($0.value), $0.count) }
    case .german: Self.german(words)
    }
  }

  // MARK: English

  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
  private static let scales = englishFactors.filter { $0.value >= 1_000 }

  private static func english(_ words: ArraySlice<String>) -> (value: Int, count: Int)? {
    let start = words.startIndex
    // `a dozen`, `half a million`
    let isHalf = words.first == "half"
    let article = isHalf ? start + 1 : start
    if article + 1 < words.endIndex, words[article] == "a", let factor = englishFactors[words[article + 1]],
      isHalf || factor == 12
    {
      return (isHalf ? factor / 2 : factor, article + 2 - start)
    }
    var index = words.startIndex
    var end = index
    var total = 0
    // A greater part comes before a smaller one: `two million three thousand`.
    var limit = Int.max
    while limit > 1, let (group, groupEnd) = hundreds(words[index...], isFirst: index == words.startIndex) {
      let scale = groupEnd < words.endIndex ? scales[words[groupEnd]] ?? 1 : 1
      guard scale < limit else { break }
      total += group * scale
      limit = scale
      end = scale == 1 ? groupEnd : groupEnd + 1
      index = end + 1 < words.endIndex && words[end] == "and" ? end + 1 : end
    }
    return end == words.startIndex || total == 1 ? nil : (total, end - words.startIndex)
  }

  /// `zero point five`
  private static func englishDecimal(_ words: ArraySlice<String>) -> (value: PrintedNumber, count: Int)? {
    guard let (whole, point) = belowHundred(words), point < words.endIndex, words[point] == "point" else { return nil }
    let digits = words[(point + 1)...].prefix { small.prefix(10).contains($0) }.compactMap(small.firstIndex(of:))
    guard !digits.isEmpty else { return nil }
    let all = "\(whole)".utf8.map { $0 - UInt8(ascii: "0") } + digits.map { UInt8($0) }
    return (
      .finite(DecimalNumber(digits: all, exponent: -digits.count), .decimal),
      point + 1 + digits.count - words.startIndex
    )
  }

  /// A number below 1000, or the `a` of `a hundred` and `a thousand`.
  private static func hundreds(_ words: ArraySlice<String>, isFirst: Bool) -> (value: Int, end: Int)? {
    guard let first = words.first else { return nil }
    let next = words.dropFirst().first
    var (value, index) = (0, words.startIndex)
    if isFirst, first == "a", next == "hundred" || next.map({ scales[$0] != nil }) == true {
      (value, index) = (1, index + 1)
    } else if let (number, end) = belowHundred(words) {
      (value, index) = (number, end)
    } else {
      return nil
    }
    guard index < words.endIndex, words[index] == "hundred", (1..<100).contains(value) else { return (value, index) }
    (value, index) = (value * 100, index + 1)
    let isJoined = index < words.endIndex && words[index] == "and"
    if let (rest, end) = belowHundred(words[(isJoined ? index + 1 : index)...]), rest > 0 { return (value + rest, end) }
    return (value, index)
  }

  private static func belowHundred(_ words: ArraySlice<String>) -> (value: Int, end: Int)? {
    guard let first = words.first else { return nil }
    if let value = small.firstIndex(of: first) { return (value, words.startIndex + 1) }
    guard let ten = tens.firstIndex(of: first) else { return nil }
    let start = words.startIndex + 1
    let digit = start < words.endIndex && words[start] == "-" ? start + 1 : start
    if digit < words.endIndex, let value = small.firstIndex(of: words[digit]), (1...9).contains(value) {
      return ((ten + 2) * 10 + value, digit + 1)
    }
    return ((ten + 2) * 10, start)
  }

  // MARK: German

  private static func german(_ words: ArraySlice<String>) -> (value: PrintedNumber, count: Int)? {
    guard let first = words.first else { return nil }
    if let number = germanNumbers[first] { return (PrintedNumber(number), 1) }
    // `eine Million`, `ein Dutzend`
    guard ["ein", "eine", "einer", "einem", "einen"].contains(first),
      let factor = words.dropFirst().first.flatMap({ germanFactors[$0] })
    else { return nil }
    return (PrintedNumber(factor), 2)
  }

  /// German writes a number as one word, so they are a list: to 9999, and whole thousands.
  private static let germanNumbers: [String: Int] = {
    let small = [
      "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
      "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
    ]
    let tens = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
    func belowHundred(_ number: Int) -> String {
      if number < 20 { return small[number] }
      let ten = tens[number / 10 - 2]
      return number % 10 == 0 ? ten : small[number % 10] + "und" + ten
    }
    func counted(_ count: Int, _ unit: String) -> [String] {
      count == 0 ? [""] : count == 1 ? [unit, "ein" + unit] : [small[count] + unit]
    }
    var numbers = ["null": 0]
    for number in 2...9_999 {
      let last = number % 100 == 1 ? "eins" : number % 100 == 0 ? "" : belowHundred(number % 100)
      for thousands in counted(number / 1_000, "tausend") {
        for hundreds in counted(number % 1_000 / 100, "hundert") {
          let front = thousands + hundreds
          numbers[front + last] = number
          if !front.isEmpty, !last.isEmpty { numbers[front + "und" + last] = number }
        }
      }
    }
    for (word, number) in numbers where word.contains("ß") { numbers[word.replacing("ß", with: "ss")] = number }
    return numbers
  }()
}
