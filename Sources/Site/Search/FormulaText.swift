/// A formula as a search shows and finds it: TeX without its signs, with the letters that it names.
enum FormulaText {
  private static let letters = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω", "sum": "∑", "prod": "∏", "int": "∫", "infty": "∞", "partial": "∂", "nabla": "∇", "cdot": "·",
    "times": "×", "pm": "±", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈",
    "in": "∈", "to": "→", "mapsto": "↦", "ldots": "…", "dots": "…", "cdots": "⋯", "lfloor": "⌊", "rfloor": "⌋",
    "lceil": "⌈", "rceil": "⌉", "sqrt": "√", "star": "⋆", "quad": " ", "left": "", "right": "", "mathrm": "",
    "mathbf": "", "mathcal": "", "mathbb": "", "text": "", "operatorname": "", "displaystyle": "",
  ]

  static func text(_ source: String) -> String {
    var text = ""
    var rest = source[...]
    while let character = rest.popFirst() {
      switch character {
      case "{", "}": break
      case "\\":
        let name = String(rest.prefix { $0.isASCII && $0.isLetter })
        guard !name.isEmpty else {
          // A space, or a sign that stands for itself.
          if let sign = rest.popFirst() { text += ",;:! ".contains(sign) ? " " : sign == "\\" ? " " : String(sign) }
          continue
        }
        rest.removeFirst(name.count)
        // What ends a name is no part of the text, nor of the next one.
        while rest.first == " " { rest.removeFirst() }
        text += letters[name] ?? name + " "
      default: text.append(character)
      }
    }
    return text
  }
}
